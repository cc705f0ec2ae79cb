import fs from 'node:fs';
import path from 'node:path';
import { step } from './console.mjs';
import { sleep } from './machine.mjs';
import { forget, noteMyself, runningPid } from './processes.mjs';

/** Only one process of this working copy does `work` at a time; the lock of one that died is taken over. */
export async function withLock(home, name, work) {
  const folder = path.join(home, 'run', `${name}.lock`);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  for (let waits = 0; !take(folder); waits++) {
    if (waits === 20) step(`Väntar på att en annan körning blir klar (${name}) …`);
    // The owner notes itself right after taking the folder, so a folder without a living owner for two seconds has none.
    if (waits >= 20 && !runningPid(home, name)) fs.rmSync(folder, { recursive: true, force: true });
    await sleep(100);
  }
  try {
    noteMyself(home, name);
    return await work();
  } finally {
    forget(home, name);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder) {
  try {
    fs.mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

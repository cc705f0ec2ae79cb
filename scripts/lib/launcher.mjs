// One `npm start` per working copy: the second says so, unless the first lost the one who gave the command.
import { areAlive, commanders } from './commander.mjs';
import { Fault, step } from './console.mjs';
import { forget, noteMyself, runningNote, runningPid, stopProgram } from './processes.mjs';
import { stopPostgres } from './postgres.mjs';
import { stopRedis } from './redis.mjs';

// Web and worker give themselves at most 25 seconds to finish what they have taken on.
const DRAIN = { ms: 30_000 };
const PROGRAMS = ['web', 'worker', 'migrate', 'seed', 'bankid', 'freja', 'mail', 'redis', 'postgres'];

/** Makes this process the one that owns what runs below `home`, and stops what an interrupted run left there. */
export async function becomeLauncher(home) {
  const other = runningNote(home, 'launcher');
  if (other && areAlive(other.commanders)) {
    throw new Fault(`Mina sidor är redan igång från den här mappen (process ${other.pid}).
Stoppa den med Ctrl+C i dess fönster, eller med: kill ${other.pid}`);
  }
  if (other) {
    step(`Stoppar en tidigare körning vars kommando avbröts (process ${other.pid})`);
    await stopProgram(home, 'launcher', { ms: 60_000 });
  }
  noteMyself(home, 'launcher', { commanders: commanders() });
  const orphans = PROGRAMS.filter((name) => runningPid(home, name));
  if (!orphans.length) return;
  step(`Stoppar det som blev kvar efter en avbruten körning: ${orphans.join(', ')}`);
  await stopPrograms(home);
}

/** Stops in order: first who uses the services, and they finish what they are doing; the database last. */
export async function stopEverything(home) {
  await stopPrograms(home);
  forget(home, 'launcher');
}

async function stopPrograms(home) {
  await Promise.all(['web', 'worker', 'migrate', 'seed'].map((name) => stopProgram(home, name, DRAIN)));
  await Promise.all([...['bankid', 'freja', 'mail'].map((name) => stopProgram(home, name)), stopRedis(home)]);
  await stopPostgres(home);
}

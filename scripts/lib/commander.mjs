// Who gave the command. `kill` on npm ends npm and the shell it put in between, but never reaches the script: so the script watches them.
import { birth, parentOf } from './processes.mjs';

const LOOK_MS = 500;

/** The processes that must live for somebody to be able to stop this run: the shell, or npm and npm's shell. */
export function commanders() {
  process.env.LAUNCH_COMMANDERS ??= JSON.stringify(findCommanders());
  return JSON.parse(process.env.LAUNCH_COMMANDERS);
}

function findCommanders() {
  const pids = isNpmScript() ? [process.ppid, parentOf(process.ppid)] : [process.ppid];
  return pids.map((pid) => ({ pid, born: birth(pid) }));
}

export const areAlive = (processes) => processes.every(({ pid, born }) => birth(pid) === born);

/** Under npm: gives this process SIGTERM when npm or its shell is gone. A script started straight from a shell may outlive it. */
export function stopWhenCommandIsKilled() {
  const watched = commanders();
  if (!isNpmScript()) return;
  const timer = setInterval(() => {
    if (areAlive(watched)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS).unref();
}

const isNpmScript = () => process.env.npm_lifecycle_event !== undefined;

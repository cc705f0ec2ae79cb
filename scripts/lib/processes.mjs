// Long-lived programs: started with a log file and a note of who they are, so that a later run can find and stop what a `kill -9` left behind.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Fault } from './console.mjs';
import { sleep } from './machine.mjs';

const QUIET = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
let closed = false;

/** From here on nothing starts: an interrupted start must not start its next program while the others are being stopped. */
export const startNoMore = () => {
  closed = true;
};

/**
 * Starts a program of its own process group (Ctrl+C reaches only the launcher, which stops things in order).
 * `home` holds `log/<name>.log` and `run/<name>.json`.
 */
export function startProgram({ name, home, command, args, env = process.env, ...rest }) {
  if (closed) throw new Fault('Starten avbröts.');
  const log = logFile(home, name);
  fs.mkdirSync(path.dirname(log), { recursive: true });
  if (fs.existsSync(log)) fs.renameSync(log, `${log}.1`);
  const out = fs.openSync(log, 'a');
  const child = spawn(command, args, { ...rest, env, detached: true, stdio: ['ignore', out, out] });
  fs.closeSync(out);
  // A launcher that keeps services between runs must be able to end before they do.
  child.unref();
  const program = { name, home, log, pid: child.pid, ended: undefined, stopping: false };
  program.end = new Promise((resolve) => {
    child.on('error', (error) => resolve((program.ended = error.message)));
    child.on('exit', (code, signal) => resolve((program.ended = signal ? `signal ${signal}` : `kod ${code}`)));
  });
  if (child.pid) note(program);
  return program;
}

export const logFile = (home, name) => path.join(home, 'log', `${name}.log`);
const noteFile = (home, name) => path.join(home, 'run', `${name}.json`);

function note({ home, name, pid }, more = {}) {
  const file = noteFile(home, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ pid, birth: birth(pid), ...more }));
}

/** Notes the running script itself, so that a second one started beside it can say so. */
export const noteMyself = (home, name, more) => note({ home, name, pid: process.pid }, more);
export const forget = (home, name) => fs.rmSync(noteFile(home, name), { force: true });

/** The note of a program that still runs, or undefined. A process id that another program got since then does not count. */
export function runningNote(home, name) {
  try {
    const noted = JSON.parse(fs.readFileSync(noteFile(home, name), 'utf8'));
    return noted.birth && birth(noted.pid) === noted.birth ? noted : undefined;
  } catch {
    return undefined;
  }
}

export const runningPid = (home, name) => runningNote(home, name)?.pid;

/** When a process was born, in the system's own terms; undefined when it does not run (a zombie does not). */
export const birth = (pid) => (isZombie(pid) ? undefined : lookUp(pid).started);

/** Dead, but still in the list of processes: in a container nobody may ever read its exit code. */
export const isZombie = (pid) => lookUp(pid).state?.startsWith('Z') ?? false;

export const parentOf = (pid) => lookUp(pid).parent;

function lookUp(pid) {
  try {
    if (process.platform !== 'linux') {
      const [state, parent, ...started] = execFileSync('ps', ['-o', 'stat=,ppid=,lstart=', '-p', String(pid)], QUIET)
        .trim()
        .split(/\s+/);
      return { state, parent: Number(parent), started: started.join(' ') };
    }
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; what follows the last bracket is field 3 and on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), started: fields[19] };
  } catch {
    return {}; // no such process
  }
}

/** Asks a noted program to stop, waits, and kills it when it has not obeyed in time. Returns false when it did not run. */
export async function stopProgram(home, name, { signal = 'SIGTERM', ms = 10_000 } = {}) {
  const pid = runningPid(home, name);
  if (pid) {
    process.kill(pid, signal);
    if (!(await isGone(home, name, ms))) {
      process.kill(pid, 'SIGKILL');
      await isGone(home, name, 5_000);
    }
  }
  forget(home, name);
  return pid !== undefined;
}

async function isGone(home, name, ms) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (!runningPid(home, name)) return true;
  return false;
}

/** Asks `probe` until it answers something true; a program that ends meanwhile, or takes too long, is a fault that shows its log. */
export async function waitFor(program, what, probe, ms = 30_000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) {
    if (program.ended) throw new Fault(`${what} startade inte (${program.ended}).\n${tail(program.log)}`);
    const answer = await probe();
    if (answer) return answer;
  }
  throw new Fault(`${what} svarade inte inom ${ms / 1000} sekunder.\n${tail(program.log)}`);
}

/** True when the program has written the line with which ours say that they take calls. */
export const saysReady = (program) => /^\{"ready":\s*true/m.test(fs.readFileSync(program.log, 'utf8'));

/** The end of a log, with its name. */
export function tail(log, lines = 20) {
  const text = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
  return `Slutet av ${path.relative(process.cwd(), log)}:\n${text || '(tom)'}`;
}

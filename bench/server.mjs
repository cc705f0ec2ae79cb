// A server under measure: the product's web process or the bare handler, its CPU time and its memory.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/lib/bootstrap.mjs';
import { freePort } from '../scripts/lib/machine.mjs';
import { withClient } from '../scripts/lib/postgres.mjs';

const PROGRAMS = { web: 'dist/src/main.js', bare: 'bench/bare.mjs' };
const TICK_MS = 10;

/** Starts a server and waits until it takes calls; `coldStartMs` is how long that took. */
export async function startServer(name, size, databaseUrl, settings) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, PROGRAMS[name])], {
    cwd: root,
    // The log is written as in production, to a file.
    env: { PATH: process.env.PATH, ...settings, DATABASE_URL: databaseUrl, PORT: String(port) },
    stdio: ['ignore', fs.openSync(path.join(root, `.data/bench/log/${name}-${size}.log`), 'w'), 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${PROGRAMS[name]} slutade med kod ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { name, size, child, url, databaseUrl, coldStartMs: Math.round(performance.now() - began) };
}

export async function stopServer({ child }) {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
}

const answers = (url) =>
  fetch(`${url}/api/v1/overview`).then(
    ({ status }) => status === 401,
    () => false,
  );

/** CPU time spent so far, in milliseconds, by the process and by its connections to the database. */
export async function cpu({ name, child, databaseUrl }) {
  const backends = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query('select pid from pg_stat_activity where datname = current_database() and application_name = $1', [
      name,
    ]);
    return rows.map((row) => row.pid);
  });
  return { server: cpuOf(child.pid), database: backends.reduce((sum, pid) => sum + cpuOf(pid), 0) };
}

function cpuOf(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

export function rssMb({ child }) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return Math.round(Number(kilobytes) / 1024);
}

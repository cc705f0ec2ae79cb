// Tests never migrate: the migrations run once, into a template that every test worker's database is a copy of.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildStale, hashFiles } from './build.mjs';
import { root } from './bootstrap.mjs';
import { Fault, step } from './console.mjs';
import { withLock } from './lock.mjs';
import { databaseUrl, ensureDatabase, withClient } from './postgres.mjs';

const KEPT_TEMPLATES = 3;

/** The name of a migrated template on the server; one is made per state of the migrations, so kept services never serve an old one. */
export function templateDatabase(serverUrl) {
  return withLock(path.join(root, '.data/test'), 'template', async () => {
    const name = `minasidor_template_${hashFiles(['migrations', 'config/data-source.ts', 'src/migrate.ts'])}`;
    if (!(await isReady(serverUrl, name))) await create(serverUrl, name);
    return name;
  });
}

/** Ready templates take no connections, so a half-migrated one is told from a whole one. */
const isReady = (serverUrl, name) =>
  withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and not datallowconn', [name]);
    return rowCount === 1;
  });

async function create(serverUrl, name) {
  await buildStale('server');
  await withClient(serverUrl, (client) => client.query(`drop database if exists "${name}" with (force)`));
  await ensureDatabase(serverUrl, name);
  const url = databaseUrl(serverUrl, name);
  const { status } = spawnSync(process.execPath, ['dist/src/migrate.js'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: url, MIGRATE_DATABASE_URL: url },
  });
  if (status !== 0) throw new Fault('Migreringarna gick inte att köra mot testdatabasen. Läs felet ovan.');
  await withClient(serverUrl, (client) => client.query(`alter database "${name}" allow_connections false`));
  step('Testdatabasens mall är migrerad');
}

/** Databases on kept services that belong to runs that no longer live, and all templates but the latest few. */
export function dropOldDatabases(serverUrl) {
  return withClient(serverUrl, async (client) => {
    const { rows } = await client.query("select datname as name from pg_database where datname like 'minasidor%' order by oid desc");
    const names = rows.map((row) => row.name);
    const orphans = names.filter((name) => /_test_.*_\d+$/.test(name) && !isAlive(Number(name.split('_').at(-1))));
    const stale = names.filter((name) => name.includes('_template_')).slice(KEPT_TEMPLATES);
    for (const name of [...orphans, ...stale]) await client.query(`drop database if exists "${name}" with (force)`);
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // it lives, but belongs to somebody else
  }
}

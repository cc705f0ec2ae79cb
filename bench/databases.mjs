// The bench's own PostgreSQL and Redis below .data/bench, and one database of each size, made once and used again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../scripts/lib/bootstrap.mjs';
import { hashFiles } from '../scripts/lib/build.mjs';
import { Fault, step } from '../scripts/lib/console.mjs';
import { developmentEnvironment } from '../scripts/lib/development-environment.mjs';
import { freePort } from '../scripts/lib/machine.mjs';
import { databaseUrl, startPostgres, stopPostgres, withClient } from '../scripts/lib/postgres.mjs';
import { stopProgram } from '../scripts/lib/processes.mjs';
import { startRedis, stopRedis } from '../scripts/lib/redis.mjs';
import { startBankidSimulator } from '../scripts/lib/simulators.mjs';
import { generate } from './generate.mjs';

const home = path.join(root, '.data/bench');
const cache = path.join(root, '.data/cache');

/** Starts what the product needs; what an interrupted run left behind is stopped first. Gives the servers' address and the product's settings. */
export async function startServices() {
  await stopServices();
  const postgres = await startPostgres({ home, cache, port: await freePort(), throwaway: true });
  const redis = await startRedis({ home, cache, port: await freePort(), throwaway: true });
  const bankid = await startBankidSimulator({ home, rpPort: await freePort(), appPort: await freePort() });
  const given = developmentEnvironment({ home, databaseUrl: '', redisUrl: redis.url, smtpUrl: 'smtp://127.0.0.1:1', bankid });
  const settings = { ...given, NODE_ENV: 'production', ALLOW_SIMULATOR: '1', PUBLIC_ORIGIN: 'https://minasidor.example.se' };
  return { url: postgres.url, settings };
}

export async function stopServices() {
  await Promise.all([stopProgram(home, 'bankid'), stopRedis(home), stopPostgres(home)]);
}

/** The address of the database with `size` insatser, made if it is missing or was made otherwise; everyone is logged in afresh. */
export async function benchDatabase(serverUrl, size) {
  const name = `bench_${size}_${hashFiles(['migrations', 'bench/generate.mjs'])}`;
  const url = databaseUrl(serverUrl, name);
  const exists = await withClient(serverUrl, async (client) => {
    const { rows } = await client.query('select datname from pg_database where datname like $1', [`bench\\_${size}\\_%`]);
    const others = rows.map((row) => row.datname).filter((other) => other !== name);
    for (const other of others) await client.query(`drop database "${other}" with (force)`);
    return rows.length > others.length;
  });
  if (!exists) await make(serverUrl, name, size);
  await withClient(url, (client) => client.query(`update session set last_seen_at = now(), expires_at = now() + interval '8 hours'`));
  return url;
}

async function make(serverUrl, name, size) {
  step(`Skapar databasen med ${size.toLocaleString('sv-SE')} insatser`);
  const draft = `${name}_draft`;
  const url = databaseUrl(serverUrl, draft);
  await withClient(serverUrl, async (client) => {
    await client.query(`drop database if exists "${draft}" with (force)`);
    await client.query(`create database "${draft}"`);
  });
  const { status } = spawnSync(process.execPath, ['dist/src/migrate.js'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, MIGRATE_DATABASE_URL: url },
  });
  if (status !== 0) throw new Fault('Migreringarna gick inte att köra.');
  await withClient(url, (client) => generate(client, size));
  // Only a whole database has the name that is looked for.
  await withClient(serverUrl, (client) => client.query(`alter database "${draft}" rename to "${name}"`));
}

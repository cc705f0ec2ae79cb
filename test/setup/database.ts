import { Client } from 'pg';

const worker = process.env.JEST_WORKER_ID ?? '1';
const run = process.env.TEST_RUN ?? '0';
const name = `minasidor_test_${worker}_${run}`;

/**
 * The address of this Jest worker's own database: a copy of the migrated template, made on the first call.
 * The files of one worker share it, so each test makes its own organisation; it is dropped when the run ends.
 */
export async function testDatabaseUrl(): Promise<string> {
  const server = setting('TEST_PG_URL');
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database "${name}" template "${setting('TEST_TEMPLATE')}"`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The address of a database that only the calling file uses, for tests that look at or break everything in it; dropped when the run ends. */
export async function ownDatabaseUrl(purpose: string): Promise<string> {
  const own = `minasidor_test_${purpose}_${run}`;
  const client = new Client({ connectionString: setting('TEST_PG_URL') });
  await client.connect();
  try {
    await client.query(`drop database if exists "${own}" with (force)`);
    await client.query(`create database "${own}" template "${setting('TEST_TEMPLATE')}"`);
  } finally {
    await client.end();
  }
  const url = new URL(setting('TEST_PG_URL'));
  url.pathname = `/${own}`;
  return url.href;
}

/** The queue prefix of this Jest worker: without its own, another worker's processor takes its jobs. */
export const testQueuePrefix = () => `test-${worker}-${run}`;

/** A setting that the test command passes on, this Jest worker's own where it has one; without it the tests were started some other way. */
export function setting(key: string): string {
  const value = process.env[`${key}_${worker}`] ?? process.env[key];
  if (!value) throw new Error(`${key} saknas. Starta testerna med npm test, till exempel: npm test -- --keep test/insatser`);
  return value;
}

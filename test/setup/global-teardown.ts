import { Redis } from 'ioredis';
import { Client } from 'pg';

/** Removes what this run's workers made on services that may live on: their databases and their queues. */
export default async function globalTeardown(): Promise<void> {
  const { TEST_PG_URL, TEST_REDIS_URL, TEST_RUN } = process.env;
  if (!TEST_PG_URL || !TEST_REDIS_URL || !TEST_RUN) return;
  await dropDatabases(TEST_PG_URL, TEST_RUN);
  await deleteQueues(TEST_REDIS_URL, TEST_RUN);
}

async function dropDatabases(url: string, run: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database where datname like $1', [
      `minasidor\\_test\\_%\\_${run}`,
    ]);
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  } finally {
    await client.end();
  }
}

async function deleteQueues(url: string, run: string) {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys(`*test-*-${run}*`);
    if (keys.length) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}

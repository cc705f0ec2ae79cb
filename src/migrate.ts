import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrationDataSource } from '../config/data-source.js';
import { readMigrationUrl } from '../config/env.js';

/** One number for all migrators of this product. */
const LOCK = 7_319_004_261;
const TRY_AGAIN_MS = 200;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Runs the migrations that are missing, or reverts the last one with `--down`. Started many times at once, one works and the rest wait. */
async function migrate(url: string, down: boolean): Promise<void> {
  const holder = new Client({ connectionString: url, application_name: 'migrate lock', keepAlive: true });
  await holder.connect();
  try {
    await lock(holder);
    await withDataSource(url, (dataSource) => (down ? revert(dataSource) : run(dataSource)));
  } finally {
    await holder.end();
  }
}

/** Polls: a blocked waiter holds a snapshot that CREATE INDEX CONCURRENTLY would wait for, for ever (reliability §2.4). */
async function lock(holder: Client): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT_MS; waited += TRY_AGAIN_MS) {
    const { rows } = await holder.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
    if (rows[0]!.mine) return;
    if (waited === 0) say('En annan process migrerar; väntar');
    await pause(TRY_AGAIN_MS);
  }
  throw new Error(`En annan process har migrerat i mer än ${LONGEST_WAIT_MS / 60_000} minuter.`);
}

async function withDataSource(url: string, work: (dataSource: DataSource) => Promise<void>): Promise<void> {
  const dataSource = new DataSource(migrationDataSource(url));
  await dataSource.initialize();
  try {
    await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

async function run(dataSource: DataSource): Promise<void> {
  const done = await dataSource.runMigrations();
  for (const { name } of done) say(`Körd: ${name}`);
  if (!done.length) say('Databasen är redan aktuell');
}

async function revert(dataSource: DataSource): Promise<void> {
  const [last] = await dataSource.query<{ name: string }[]>('select name from migration order by id desc limit 1');
  if (!last) return say('Det finns inget att backa');
  await dataSource.undoLastMigration();
  say(`Backad: ${last.name}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await migrate(readMigrationUrl(), process.argv.includes('--down'));
} catch (error) {
  process.stderr.write(`Migreringen gick inte: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

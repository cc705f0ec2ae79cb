// The services of a test run: throwaway data below .data/test, free ports, gone afterwards, or kept between runs for quick work.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { step } from './console.mjs';
import { withLock } from './lock.mjs';
import { freePort, reachableByOthers } from './machine.mjs';
import { startPostgres, stopPostgres } from './postgres.mjs';
import { forget, noteMyself, runningPid, stopProgram } from './processes.mjs';
import { startRedis, stopRedis } from './redis.mjs';
import { startBankidSimulator, startFrejaSimulator, startMailSink, startSmsSimulator } from './simulators.mjs';

const base = path.join(root, '.data/test');
const kept = path.join(base, 'kept');
const keptState = path.join(kept, 'state.json');
const cache = path.join(root, '.data/cache');
const PROGRAMS = ['postgres', 'redis', 'bankid', 'freja', 'mail', 'sms'];

/** Starts (or finds) the services; `env` is what the tests read, `stop` ends what this run started. */
export async function startTestServices({ keep }) {
  await removeLeftovers();
  const reusable = await withLock(base, 'kept', () => reuseOrStartKept(keep));
  if (reusable) return { env: reusable, stop: async () => {} };
  const home = path.join(base, `run-${process.pid}`);
  noteMyself(home, 'launcher');
  const stop = () => remove(home);
  try {
    return { env: await start(home), stop };
  } catch (error) {
    await stopPrograms(home);
    throw error;
  }
}

/** Stops the kept services and deletes their data. */
export const stopKeptServices = () => withLock(base, 'kept', () => remove(kept));

async function reuseOrStartKept(keep) {
  if (isKeptRunning() && !process.env.CI) {
    step('Återanvänder tjänsterna som redan är igång (npm test -- --stop stoppar dem)');
    return JSON.parse(fs.readFileSync(keptState, 'utf8'));
  }
  if (!keep) return undefined;
  await remove(kept);
  const env = await start(kept);
  fs.writeFileSync(keptState, JSON.stringify(env, null, 2));
  return env;
}

const isKeptRunning = () => fs.existsSync(keptState) && PROGRAMS.every((name) => runningPid(kept, name));

async function start(home) {
  // Set from outside, a service is not started: the tests run against that one.
  const { TEST_PG_URL, TEST_REDIS_URL } = process.env;
  fs.mkdirSync(cache, { recursive: true });
  const port = await freePort();
  const postgres = TEST_PG_URL ? undefined : await startPostgres({ home, cache, port, throwaway: true });
  const redis = TEST_REDIS_URL ? undefined : await startRedis({ home, cache, port: await freePort(), throwaway: true });
  const bankid = await startBankidSimulator({ home, rpPort: await freePort(), appPort: await freePort() });
  const freja = await startFrejaSimulator({ home, apiPort: await freePort(), appPort: await freePort() });
  const mail = await startMailSink({ home, smtpPort: await freePort(), httpPort: await freePort() });
  const sms = await startSmsSimulator({ home, port: await freePort() });
  step('PostgreSQL, Redis, BankID, Freja och 46elks (simulerade) och brevlådan är igång för testerna');
  return {
    TEST_PG_URL: TEST_PG_URL ?? postgres.url,
    TEST_REDIS_URL: TEST_REDIS_URL ?? redis.url,
    TEST_SMTP_URL: mail.smtp,
    TEST_MAIL_HTTP: mail.http,
    TEST_BANKID_RP: bankid.rp,
    TEST_BANKID_APP: bankid.app,
    TEST_BANKID_DIR: bankid.dir,
    TEST_FREJA_API: freja.api,
    TEST_FREJA_APP: freja.app,
    TEST_FREJA_DIR: freja.dir,
    TEST_SMS: sms.origin,
  };
}

/** What runs left behind that were ended with `kill -9`. */
async function removeLeftovers() {
  fs.mkdirSync(base, { recursive: true });
  const runs = fs.readdirSync(base).filter((name) => name.startsWith('run-'));
  for (const home of runs.map((name) => path.join(base, name))) if (!runningPid(home, 'launcher')) await remove(home);
}

async function remove(home) {
  await stopPrograms(home);
  fs.rmSync(reachableByOthers(path.join(home, 'postgres')), { recursive: true, force: true });
  fs.rmSync(home, { recursive: true, force: true });
}

async function stopPrograms(home) {
  const simulators = ['bankid', 'freja', 'mail', 'sms'].map((name) => stopProgram(home, name));
  await Promise.all([...simulators, stopRedis(home), stopPostgres(home)]);
  forget(home, 'launcher');
}

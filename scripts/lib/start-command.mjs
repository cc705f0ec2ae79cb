import path from 'node:path';
import { root } from './bootstrap.mjs';
import { buildStale } from './build.mjs';
import { elapsed, Fault, printFault, step } from './console.mjs';
import { developmentEnvironment, PORTS, saveEnvironment } from './development-environment.mjs';
import { becomeLauncher, stopEverything } from './launcher.mjs';
import { requireFreePort } from './machine.mjs';
import { ensureDatabase, startPostgres } from './postgres.mjs';
import { saysReady, startNoMore, startProgram, tail, waitFor } from './processes.mjs';
import { startRedis } from './redis.mjs';
import { startBankidSimulator, startFrejaSimulator, startMailSink, startSmsSimulator } from './simulators.mjs';

const home = path.join(root, '.data');
const cache = path.join(home, 'cache');
const own = process.env;

/** Starts everything that is not given from outside, prints the addresses and stays until it is told to stop or something dies. */
export async function startCommand() {
  // The programs are let go of by this process's event loop, and promises do not keep it alive either.
  setInterval(() => {}, 60_000);
  const told = new Promise((resolve) => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => resolve('told'))));
  try {
    await becomeLauncher(home);
  } catch (error) {
    printFault(error);
    process.exit(1);
  }
  // The programs of this run; the promise of each one's end is watched from the moment it starts.
  const running = [];
  const watch = (program) => running.push(program) && program;
  let failed = false;
  try {
    if ((await Promise.race([told, startAll(watch)])) !== 'told') {
      const ended = await Promise.race([told, ...running.map((program) => program.end.then(() => program))]);
      if (ended !== 'told') throw new Fault(`${ended.name} slutade oväntat (${ended.ended}), så allt stoppas.\n${tail(ended.log)}`);
    }
  } catch (error) {
    failed = true;
    printFault(error);
  }
  step('Stoppar …');
  startNoMore();
  await stopEverything(home);
  step('Allt är stoppat; data ligger kvar i .data');
  process.exit(failed ? 1 : 0);
}

async function startAll(watch) {
  await buildStale('server', 'web');
  const services = await startServices(watch);
  const env = developmentEnvironment({ home, ...services });
  saveEnvironment(env);
  await runToEnd('migrate', 'Migreringen', env);
  step('Databasen är migrerad');
  await seed(env);
  await requireFreePort(PORTS.PORT, 'PORT', 'portalen');
  const web = watch(startEntryPoint('web', 'main.js', env));
  const worker = watch(startEntryPoint('worker', 'worker.js', env));
  await waitFor(worker, 'Jobbprocessen', () => saysReady(worker));
  await waitFor(web, 'Portalen', () => isReady(`http://127.0.0.1:${PORTS.PORT}/health/ready`));
  printAddresses(env, services);
  return 'started';
}

/** Whatever is given by a variable is used as it is; the rest is started here. */
async function startServices(watch) {
  const services = { databaseUrl: own.DATABASE_URL, redisUrl: own.REDIS_URL, smtpUrl: own.SMTP_URL };
  if (!own.DATABASE_URL) {
    await requireFreePort(PORTS.PG_PORT, 'PG_PORT', 'PostgreSQL');
    const postgres = watch(await startPostgres({ home, cache, port: PORTS.PG_PORT }));
    services.databaseUrl = await ensureDatabase(postgres.url, 'minasidor');
    step(`PostgreSQL 18 är igång (port ${PORTS.PG_PORT})`);
    if (!postgres.data.startsWith(home)) step(`Databasens filer ligger i ${postgres.data}: dess användare når inte .data`);
  }
  if (!own.REDIS_URL) {
    await requireFreePort(PORTS.REDIS_PORT, 'REDIS_PORT', 'Redis');
    const redis = watch(await startRedis({ home, cache, port: PORTS.REDIS_PORT }));
    services.redisUrl = redis.url;
    step(`Redis är igång (${redis.kind}, port ${PORTS.REDIS_PORT})`);
  }
  if (!own.BANKID_BASE_URL) {
    const [rpPort, appPort] = await freePorts('BankID-simulatorn', 'BANKID_SIM_PORT', 'BANKID_SIM_APP_PORT');
    services.bankid = watch(await startBankidSimulator({ home, rpPort, appPort }));
    step(`BankID-simulatorn är igång (port ${rpPort} och ${appPort})`);
  }
  // Whoever brings a BankID of their own decides about Freja too.
  if (!own.BANKID_BASE_URL && !own.FREJA_ENV && !own.FREJA_BASE_URL) {
    const [apiPort, appPort] = await freePorts('Freja-simulatorn', 'FREJA_SIM_PORT', 'FREJA_SIM_APP_PORT');
    services.freja = watch(await startFrejaSimulator({ home, apiPort, appPort }));
    step(`Freja-simulatorn är igång (port ${apiPort} och ${appPort})`);
  }
  if (!own.SMTP_URL) {
    const [smtpPort, httpPort] = await freePorts('brevlådan', 'MAIL_SIM_SMTP_PORT', 'MAIL_SIM_HTTP_PORT');
    services.mailbox = watch(await startMailSink({ home, smtpPort, httpPort }));
    services.smtpUrl = services.mailbox.smtp;
    step(`Brevlådan är igång (port ${smtpPort} och ${httpPort})`);
  }
  // As with Freja.
  if (!own.BANKID_BASE_URL && !own.ELKS_BASE_URL) {
    const [port] = await freePorts('sms-simulatorn', 'SMS_SIM_PORT');
    services.sms = watch(await startSmsSimulator({ home, port }));
    step(`Sms-inkorgen är igång (port ${port})`);
  }
  return services;
}

async function freePorts(who, ...names) {
  for (const name of names) await requireFreePort(PORTS[name], name, who);
  return names.map((name) => PORTS[name]);
}

async function seed(env) {
  // Demo people do not belong in somebody's own database unless asked for.
  if (own.DATABASE_URL && own.SEED_DEMO !== '1') return step('Demodata läggs inte in i en egen databas (SEED_DEMO=1 gör det)');
  await runToEnd('seed', 'Demodata', env, 'commands/seed.js');
  step('Demodata finns på plats');
}

const startEntryPoint = (name, file, env) =>
  startProgram({ name, home, command: process.execPath, args: ['--enable-source-maps', path.join('dist/src', file)], cwd: root, env });

async function runToEnd(name, what, env, file = `${name}.js`) {
  const program = startEntryPoint(name, file, env);
  if ((await program.end) !== 'kod 0') throw new Fault(`${what} gick fel (${program.ended}).\n${tail(program.log)}`);
}

async function isReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function printAddresses({ PUBLIC_ORIGIN, FREJA_BASE_URL, ELKS_BASE_URL }, { bankid, freja, mailbox, sms }) {
  console.log(`
Mina sidor Arbetsgivare är igång efter ${elapsed()} s.

  Portalen            ${PUBLIC_ORIGIN}/
  BankID-appen        ${bankid?.page ?? 'den som BANKID_BASE_URL pekar på'}
  Freja-appen         ${freja?.page ?? (FREJA_BASE_URL ? 'den som FREJA_BASE_URL pekar på' : 'Freja är inte påslaget')}
  Brevlådan           ${mailbox?.http ?? 'den som SMTP_URL pekar på'}
  Sms-inkorgen        ${sms?.page ?? (ELKS_BASE_URL ? 'den som ELKS_BASE_URL pekar på' : 'sms är inte påslaget')}
  API (Swagger UI)    ${PUBLIC_ORIGIN}/api/docs (logga in som Hanna Handläggare och välj Omställningsfonden först)

Data ligger i .data och loggarna i .data/log. Ctrl+C stoppar allt.
`);
}

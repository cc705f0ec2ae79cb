import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bootstrap.mjs';
import { buildStale } from './build.mjs';
import { runChecks } from './checks.mjs';
import { requireChromium } from './chromium.mjs';
import { Fault, printFault, step } from './console.mjs';
import { runJest } from './jest.mjs';
import { dropOldDatabases, templateDatabase } from './template-database.mjs';
import { kindsOfTests } from './test-files.mjs';
import { startTestServices, stopKeptServices } from './test-services.mjs';

/** Everything, or the files whose path contains one of `patterns`; the last line is `N passed, N failed`. */
export async function testCommand(args) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (tally) => Object.keys(tally).forEach((key) => (total[key] += tally[key]));
  try {
    const { values: wish, positionals: patterns } = readArgs(args);
    if (wish.stop) return await stop();
    if (wish['services-only']) return await printServices(wish);
    const kinds = kindsOfTests(patterns);
    if (!kinds.length) throw new Fault(`Inga testfiler har en sökväg som innehåller ${patterns.join(' eller ')}.`);
    if (!patterns.length) add(runChecks());
    await withServices(kinds, wish, async (env) => {
      for (const kind of kinds) {
        const tally = await runJest({ ...kind, some: patterns.length > 0, env, named: wish.named });
        add(tally);
        step(`${tally.failed ? 'FEL' : 'OK '} ${kind.what}: ${tally.passed} gick bra, ${tally.failed} gick fel`);
      }
    });
  } catch (error) {
    printFault(error);
    add({ failed: 1 });
  }
  if (total.skipped) console.log(`${total.skipped} tester hoppades över.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed ? 1 : 0;
}

function readArgs(args) {
  const flag = { type: 'boolean', default: false };
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { keep: flag, stop: flag, 'services-only': flag, named: { type: 'string', short: 't' } },
    });
  } catch (error) {
    throw new Fault(`${error.message}\nFlaggorna är --keep, --stop, --services-only och -t "testets namn"; se scripts/README.md.`);
  }
}

async function stop() {
  await stopKeptServices();
  step('Testtjänsterna är stoppade');
}

async function printServices(wish) {
  const { env } = await startTestServices({ keep: wish.keep });
  for (const [key, value] of Object.entries(env)) console.log(`export ${key}=${value}`);
}

/** Builds and starts what these kinds of tests need, runs `work`, and stops what was started, also on Ctrl+C. */
async function withServices(kinds, wish, work) {
  const needs = Object.assign({}, ...kinds.map((kind) => kind.needs));
  const env = { TEST_RUN: String(process.pid) };
  if (needs.chromium) env.CHROMIUM = requireChromium();
  if (needs.server) await buildStale('server');
  if (needs.web) await buildStale('web');
  if (!needs.services) return await work({ ...env, ...sharedMaterial() });
  const services = await startTestServices(wish);
  // Ctrl+C may come twice, from the terminal and passed on by npm; stopping twice is harmless.
  const interrupted = async () => {
    await services.stop();
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void interrupted());
  try {
    const TEST_TEMPLATE = await templateDatabase(services.env.TEST_PG_URL);
    await dropOldDatabases(services.env.TEST_PG_URL);
    await work({ ...env, ...services.env, TEST_TEMPLATE, ...sharedMaterial() });
  } finally {
    await services.stop();
  }
}

/** Reference material that some tests compare with lies beside the repository on some machines. */
function sharedMaterial() {
  const shared = path.resolve(root, '../shared');
  return fs.existsSync(shared) ? { TEST_SHARED: shared } : {};
}

import { prepare } from './lib/bootstrap.mjs';

await prepare(import.meta.filename);
const { runChecks } = await import('./lib/checks.mjs');
const { runJest } = await import('./lib/jest.mjs');
const { kindsOfTests } = await import('./lib/test-files.mjs');
const { step } = await import('./lib/console.mjs');

const total = runChecks();
for (const kind of kindsOfTests().filter(({ needs }) => !needs.services)) {
  const { passed, failed } = await runJest(kind);
  step(`${failed ? 'FEL' : 'OK '} ${kind.what}: ${passed} gick bra, ${failed} gick fel`);
  total.failed += failed;
}
process.exitCode = total.failed ? 1 : 0;

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { step } from './console.mjs';

const tool = (file) => path.join(root, 'node_modules', file);
// Version 7 of TypeScript only checks types here (four times as fast); version 6 is what Nest's tools are built on.
const typecheck = (project) => [tool('typescript-native/bin/tsc'), '--noEmit', '-p', project];

/** @type {[what: string, args: string[]][]} */
const CHECKS = [
  ['Format (prettier)', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['Kodregler (oxlint)', [tool('oxlint/bin/oxlint'), '--type-aware', '--quiet']],
  ['Typer: servern', typecheck('tsconfig.json')],
  ['Typer: webben', typecheck('web/tsconfig.json')],
];

/** Runs every check, also after one that fails, and tells how many passed and failed. */
export function runChecks() {
  const tally = { passed: 0, failed: 0 };
  for (const [what, args] of CHECKS) {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    const ok = status === 0;
    tally[ok ? 'passed' : 'failed'] += 1;
    step(`${ok ? 'OK ' : 'FEL'} ${what}`);
  }
  return tally;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TYPES = 'web/src/api.gen.ts';
const HOW = `npm run openapi && npx openapi-typescript openapi.json -o ${TYPES}`;

/** Only what the compiler reads: a new description in the contract is no new type. */
const withoutComments = (file: string): string =>
  readFileSync(file, 'utf8')
    .replaceAll(/\/\*\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ');

it('types the web client by the contract that the server has now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const file = (name: string) => join(folder, name);
  try {
    execFileSync(process.execPath, ['dist/src/commands/openapi.js', file('openapi.json')]);
    execFileSync(process.execPath, ['node_modules/openapi-typescript/bin/cli.js', file('openapi.json'), '-o', file('api.ts')], {
      stdio: 'ignore',
    });
    const same = withoutComments(file('api.ts')) === withoutComments(TYPES);
    expect(same ? 'up to date' : `${TYPES} is old; make it again: ${HOW}`).toBe('up to date');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

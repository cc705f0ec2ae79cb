import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

/**
 * The kinds of tests in the order they run. `needs` says what must be there first; a kind that measures or breaks
 * services runs one file at a time.
 */
const KINDS = [
  { what: 'Enhets- och arkitekturtester', projects: ['unit', 'architecture'], folder: '', needs: {} },
  { what: 'API-tester', projects: ['api'], folder: 'test/', needs: { services: true, server: true }, grouped: true },
  {
    what: 'Driftsäkerhetstester',
    projects: ['reliability'],
    folder: 'test/reliability/',
    needs: { services: true, server: true },
    serial: true,
  },
  {
    what: 'Prestandatester',
    projects: ['performance'],
    folder: 'test/performance/',
    needs: { services: true, server: true },
    serial: true,
  },
  {
    what: 'Webbläsartester',
    projects: ['browser'],
    folder: 'test/browser/',
    needs: { services: true, server: true, web: true, chromium: true },
    testTimeout: 120_000,
  },
];

/** The kinds that have test files whose path contains one of the patterns (no pattern: all), each with its files. */
export function kindsOfTests(patterns = []) {
  const files = ['src', 'simulators', 'web/src', 'test'].flatMap(specsBelow);
  const wanted = files.filter((file) => !patterns.length || patterns.some((pattern) => file.includes(pattern.replace(/^\.\//, ''))));
  return KINDS.map((kind) => ({ ...kind, files: wanted.filter((file) => kindOf(file) === kind) })).filter((kind) => kind.files.length);
}

function kindOf(file) {
  if (file === 'test/architecture.spec.ts') return KINDS[0];
  return KINDS.findLast((kind) => file.startsWith(kind.folder));
}

function specsBelow(folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  const names = fs.readdirSync(path.join(root, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.spec.ts')).map((name) => path.join(folder, name));
}

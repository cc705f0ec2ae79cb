import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { Fault, step } from './console.mjs';
import { withLock } from './lock.mjs';

const home = path.join(root, '.data/build');
const node = (...args) => [process.execPath, args];
const tool = (file) => path.join(root, 'node_modules', file);

const BUILDS = {
  server: {
    what: 'Servern',
    from: ['src', 'config', 'nest-cli.json', '.swcrc', 'tsconfig.json', 'package-lock.json'],
    to: 'dist/src/main.js',
    command: node(tool('@nestjs/cli/bin/nest.js'), 'build'),
  },
  web: {
    what: 'Webbklienten',
    from: ['web', 'config', 'package-lock.json'],
    to: 'dist-web/index.html',
    command: node(tool('vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'),
  },
};

/** Builds what is older than its sources: the names are keys of BUILDS. */
export async function buildStale(...names) {
  for (const name of names) await withLock(home, name, () => buildIfStale(name));
}

function buildIfStale(name) {
  const { what, from, to, command } = BUILDS[name];
  const stamp = path.join(home, `${name}.stamp`);
  const sources = hashFiles(from);
  const output = path.join(root, to);
  if (fs.existsSync(output) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sources) return;
  fs.rmSync(stamp, { force: true });
  const [program, args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0 || !fs.existsSync(output)) {
    throw new Fault(`${stdout}${stderr}\n${what} gick inte att bygga. Läs felet ovan, rätta det och kör kommandot igen.`);
  }
  fs.writeFileSync(stamp, sources);
  step(`${what} är byggd`);
}

/** One short hash of the names and contents of the files and folders, given from the project's root. */
export function hashFiles(entries) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap((entry) => filesBelow(path.join(root, entry)))) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}

function filesBelow(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [entry] : [];
  const names = fs.readdirSync(entry).filter((name) => name !== 'node_modules');
  return names.sort().flatMap((name) => filesBelow(path.join(entry, name)));
}

// Runs before node_modules exists and under whatever Node the machine has, so: Node's own modules only.
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import fs from 'node:fs';
import path from 'node:path';
import { stopWhenCommandIsKilled } from './commander.mjs';
import { Fault, printFault, step } from './console.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
const modules = path.join(root, 'node_modules');
const projectNode = path.join(modules, '.bin/node');
const NODE_NEEDED = 26;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Makes sure that the packages are installed and that the calling script runs under the project's own Node.
 * Returns when both hold; otherwise it starts the script again under that Node and ends with its exit code.
 */
export async function prepare(script) {
  // The database runs as another user when this is root, and must be able to enter the folders made here.
  process.umask(0o022);
  stopWhenCommandIsKilled();
  try {
    const isNewEnough = Number(process.versions.node.split('.')[0]) >= NODE_NEEDED;
    const wasInstalled = isInstalled();
    if (!wasInstalled) await install();
    if (isNewEnough && (wasInstalled || !fs.existsSync(projectNode))) return;
    if (!fs.existsSync(projectNode)) {
      throw new Fault(`Node ${NODE_NEEDED} finns inte som npm-paket för den här datorn (${process.platform}-${process.arch}).
Installera Node ${NODE_NEEDED} från nodejs.org och kör kommandot igen.`);
    }
  } catch (error) {
    printFault(error);
    process.exit(1);
  }
  process.exit(await runAgain(script));
}

/** True when every package of the lock file that is not optional stands in node_modules in the right version. */
function isInstalled() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  // npm writes this list last, so it is missing after an installation that was interrupted.
  const found = readPackages(path.join(modules, '.package-lock.json'));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([name, { version, optional }]) => !name || optional || found[name]?.version === version);
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  step('Installerar paketen (npm ci). Första gången tar det ungefär en minut …');
  const reachable = await isRegistryFound();
  // Without a network npm would try for minutes; what it has kept from an earlier installation may be enough.
  const { code, output } = await npm(['ci', '--loglevel=error', '--no-audit', '--no-fund', ...(reachable ? [] : ['--offline'])], 'inherit');
  if (code === 0) return step('Paketen är installerade');
  const offline = !reachable || /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output);
  throw new Fault(
    offline
      ? 'Paketen gick inte att hämta: datorn når inte npm-registret.\nKontrollera nätet och eventuell proxy (npm config get proxy) och kör kommandot igen.'
      : `${output}\nPaketen gick inte att installera (npm ci slutade med kod ${code}).\nLäs felet ovan, rätta det och kör kommandot igen.`,
  );
}

/** False when the registry's name cannot be looked up; behind a proxy only the proxy can tell. */
async function isRegistryFound() {
  const { output } = await npm(['config', '--loglevel=error', 'get', 'registry', 'proxy', 'https-proxy'], 'pipe');
  const config = Object.fromEntries(output.split('\n').map((line) => line.split(/\s*=\s*/, 2)));
  if ([config.proxy, config['https-proxy']].some((proxy) => proxy && proxy !== 'null')) return true;
  return lookup(new URL(config.registry ?? 'https://registry.npmjs.org').hostname).then(
    () => true,
    () => false,
  );
}

function npm(args, stdout) {
  // Without the project's own Node first on PATH: npm is about to delete that very file.
  const searched = process.env.PATH.split(path.delimiter).filter((dir) => !dir.includes(`node_modules${path.sep}.bin`));
  // NODE_ENV=production would leave the development packages out; building and testing need them.
  const env = { ...process.env, PATH: searched.join(path.delimiter), NODE_ENV: '' };
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd: root, env, stdio: ['ignore', stdout, 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', () => reject(new Fault('Hittar inte npm. Installera Node med npm (nodejs.org) och kör kommandot igen.')));
    const passOn = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, passOn);
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, passOn);
      if (signal) reject(new Fault('Installationen avbröts. Nästa körning börjar om med den.'));
      else resolve({ code, output });
    });
  });
}

function runAgain(script) {
  const inner = spawn(projectNode, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${path.dirname(projectNode)}${path.delimiter}${process.env.PATH}` },
  });
  // The inner process stops things in order and decides when it is done; this one only passes the word on.
  for (const signal of SIGNALS) process.on(signal, () => inner.kill(signal));
  return new Promise((resolve) => inner.on('close', (code, signal) => resolve(signal ? 1 : code)));
}

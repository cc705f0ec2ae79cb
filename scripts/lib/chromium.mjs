import { spawnSync } from 'node:child_process';
import { Fault, step } from './console.mjs';
import { isExecutable, isRoot, which } from './machine.mjs';

/** The path of Chromium: CHROMIUM, else the one on PATH, else installed through apt when that is allowed. A missing browser is a fault. */
export function requireChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && !isExecutable(CHROMIUM)) throw new Fault(`CHROMIUM pekar på ${CHROMIUM}, som inte finns eller inte går att köra.`);
  return CHROMIUM ?? find() ?? install();
}

const find = () => which('chromium') ?? which('chromium-browser') ?? which('google-chrome') ?? macChrome();

function macChrome() {
  const file = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return isExecutable(file) ? file : undefined;
}

function install() {
  const advice = `Installera Chromium (Debian: sudo apt-get install chromium fonts-liberation, macOS: installera Google Chrome)
eller peka ut en webbläsare: CHROMIUM=/sökväg/till/chromium npm test`;
  if (!isRoot || !which('apt-get')) throw new Fault(`Webbläsartesterna behöver Chromium, som saknas här.\n${advice}`);
  step('Chromium saknas: installerar det med apt-get …');
  apt('update');
  const done = apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  const installed = find();
  if (!installed)
    throw new Fault(`Chromium gick inte att installera med apt-get.\n${done.stderr?.trim().split('\n').at(-1) ?? ''}\n${advice}`);
  step('Chromium är installerat');
  return installed;
}

const apt = (...args) =>
  spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

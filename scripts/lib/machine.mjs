import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Fault } from './console.mjs';

export const isRoot = process.getuid?.() === 0;

/** Where a program lies on PATH, or undefined. */
export function which(name) {
  // sbin and Homebrew are often missing from the PATH of a program that was not started from a login shell.
  const dirs = [...process.env.PATH.split(path.delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin'];
  return dirs.map((dir) => path.join(dir, name)).find(isExecutable);
}

export function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root: the user and group to run it as then, otherwise nothing. */
export function unprivilegedUser() {
  if (!isRoot) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue; // no such user here
    }
  }
  throw new Fault(
    'PostgreSQL får inte köras som root och här finns varken användaren postgres eller nobody.\nKör som en vanlig användare.',
  );
}

/** The folder itself, or, for root in a home nobody else may enter, one below /var/lib that the database's user can reach. */
export function reachableByOthers(dir) {
  if (!isRoot || isOpenAllTheWay(dir)) return dir;
  return path.join('/var/lib/mina-sidor-arbetsgivare', createHash('sha256').update(dir).digest('hex').slice(0, 8), path.basename(dir));
}

function isOpenAllTheWay(dir) {
  const parent = path.dirname(dir);
  if (parent === dir) return true;
  // The folder itself may be closed (a data directory is 0700); what lies above it must be open.
  return (!fs.existsSync(parent) || (fs.statSync(parent).mode & 0o001) !== 0) && isOpenAllTheWay(parent);
}

/** True when something answers on the port of this machine. */
export function isPortTaken(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(socket.destroy() && true)).on('error', () => resolve(false));
  });
}

/** Throws a sentence that says what to do when the port is used by somebody else. */
export async function requireFreePort(port, setting, who) {
  if (!(await isPortTaken(port))) return;
  throw new Fault(`Port ${port} används redan av ett annat program, så ${who} kan inte starta.
Stäng det andra programmet eller välj en annan port, till exempel: ${setting}=${port + 100} npm start`);
}

/** A port that is free right now. */
export function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

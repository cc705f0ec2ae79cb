// A real Valkey or Redis: the one on PATH, else the distribution's packages unpacked (not installed) below the cache folder.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Fault } from './console.mjs';
import { which } from './machine.mjs';
import { startProgram, stopProgram, waitFor } from './processes.mjs';
import { unpackedRedis, unpackRedis } from './redis-packages.mjs';

/** Starts the server with its data under `<home>/redis`. It never throws keys away and keeps an append-only file, as in production. */
export async function startRedis({ home, cache, port, throwaway = false }) {
  const { command, env } = await findRedis(cache);
  const data = path.join(home, 'redis');
  fs.mkdirSync(data, { recursive: true });
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: data,
    save: '',
    appendonly: throwaway ? 'no' : 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const program = startProgram({ name: 'redis', home, command, args, env: { ...process.env, ...env } });
  await waitFor(program, 'Redis', () => answersPing(port));
  return Object.assign(program, { url: `redis://127.0.0.1:${port}`, kind: path.basename(command) });
}

export const stopRedis = (home) => stopProgram(home, 'redis');

async function findRedis(cache) {
  const installed = process.env.NO_SYSTEM_REDIS ? undefined : (which('valkey-server') ?? which('redis-server'));
  if (installed) return { command: installed };
  const unpacked = unpackedRedis(cache);
  if (unpacked) return unpacked;
  if (which('apt-get') && which('dpkg')) return unpackRedis(cache);
  const advice = process.platform === 'darwin' ? 'brew install valkey' : 'till exempel: dnf install valkey';
  throw new Fault(`Redis saknas på den här datorn. Gör något av detta och kör kommandot igen:
  - installera Valkey eller Redis (${advice})
  - använd en Redis som redan finns: REDIS_URL=redis://värd:6379 npm start`);
}

/** True when the server answers and has read its data. */
function answersPing(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false)).on('close', () => resolve(false));
  });
}

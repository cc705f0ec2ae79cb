// Debian's and Ubuntu's signed packages, downloaded by apt and unpacked by dpkg into a folder of ours: needs no root and installs nothing.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Fault, step } from './console.mjs';

const run = promisify(execFile);
// Valkey where the distribution has it (Debian 13, Ubuntu 24.04), else Redis (Debian 12).
const CHOICES = [
  ['valkey-server', 'valkey-tools'],
  ['redis-server', 'redis-tools'],
];

/** The server that an earlier run unpacked: its command and the environment it needs. */
export function unpackedRedis(cache) {
  const files = path.join(cache, 'redis');
  const command = CHOICES.map(([server]) => path.join(files, 'usr/bin', server)).find((file) => fs.existsSync(file));
  return command && { command, env: { LD_LIBRARY_PATH: libraryFolders(files).join(':') } };
}

/** Fetches and unpacks the server with the libraries this machine lacks. */
export async function unpackRedis(cache) {
  step('Redis saknas: hämtar Debians paket och packar upp det under .data/cache (inget installeras) …');
  const work = path.join(cache, 'redis.new');
  fs.rmSync(work, { recursive: true, force: true });
  for (const dir of ['debs', 'apt/lists/partial', 'apt/cache/archives/partial', 'files'])
    fs.mkdirSync(path.join(work, dir), { recursive: true });
  try {
    await download(work);
    const debs = path.join(work, 'debs');
    for (const deb of fs.readdirSync(debs)) await run('dpkg', ['-x', path.join(debs, deb), path.join(work, 'files')]);
    // Renamed when whole: an interrupted download never looks finished.
    fs.rmSync(path.join(cache, 'redis'), { recursive: true, force: true });
    fs.renameSync(path.join(work, 'files'), path.join(cache, 'redis'));
  } catch (error) {
    const reason = `${error.stderr || error.message}`.trim().split('\n')[0];
    throw new Fault(`Redis saknas och Debians paket gick inte att hämta (${reason}).
Gör något av detta och kör kommandot igen:
  - kontrollera nätet
  - installera Redis: sudo apt-get install redis-server
  - använd en Redis som redan finns: REDIS_URL=redis://värd:6379 npm start`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return unpackedRedis(cache);
}

async function download(work) {
  const own = {
    'Dir::State::lists': `${work}/apt/lists`,
    'Dir::Cache': `${work}/apt/cache`,
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
  };
  const patience = { 'Acquire::Retries': '1', 'Acquire::http::Timeout': '20', 'Acquire::https::Timeout': '20' };
  const options = ['-qq', ...Object.entries({ ...own, ...patience }).flatMap(([key, value]) => ['-o', `${key}=${value}`])];
  const apt = (...args) => run('apt-get', [...options, ...args], { cwd: path.join(work, 'debs'), env: { ...process.env, LC_ALL: 'C' } });
  // A broken third-party source must not stop us, so a fault here counts only when no package is found afterwards.
  const { stderr: warning } = await apt('update').catch((error) => error);
  let refusal;
  for (const names of CHOICES) {
    try {
      const { stdout } = await apt('install', '--print-uris', '--reinstall', '--no-install-recommends', '-y', ...names);
      const missing = [...stdout.matchAll(/^'[^']+' ([^_ ]+)_/gm)].map((match) => match[1]);
      return await apt('download', ...new Set([...names, ...missing]));
    } catch (error) {
      refusal = error;
    }
  }
  throw warning ? new Error(warning) : refusal;
}

function libraryFolders(files) {
  return ['usr/lib', 'lib']
    .map((dir) => path.join(files, dir))
    .filter((dir) => fs.existsSync(dir))
    .flatMap((dir) => fs.readdirSync(dir).map((name) => path.join(dir, name)))
    .filter((dir) => dir.includes('-linux-gnu'));
}

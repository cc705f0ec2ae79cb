// A PostgreSQL that a test may stop: node postgres-command.mjs start|stop|kill <home> <port>. It goes on when this command has ended.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/bootstrap.mjs';
import { startPostgres, stopPostgres } from '../../scripts/lib/postgres.mjs';
import { birth, stopProgram } from '../../scripts/lib/processes.mjs';

const [what, home, port] = process.argv.slice(2);
const actions = {
  start: () => startPostgres({ home, cache: path.join(root, '.data/cache'), port: Number(port) }),
  stop: () => stopPostgres(home),
  kill: () => stopProgram(home, 'postgres', { signal: 'SIGKILL' }),
};
// Whose it is: the next test run takes away what a run that was killed has left behind.
fs.mkdirSync(path.join(home, 'run'), { recursive: true });
fs.writeFileSync(path.join(home, 'run/launcher.json'), JSON.stringify({ pid: process.ppid, birth: birth(process.ppid) }));
await actions[what]();
process.exit(0);

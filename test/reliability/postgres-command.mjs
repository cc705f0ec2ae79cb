// A PostgreSQL that a test may stop: node postgres-command.mjs start|stop|kill <home> <port>. It goes on when this command has ended.
import path from 'node:path';
import { root } from '../../scripts/lib/bootstrap.mjs';
import { startPostgres, stopPostgres } from '../../scripts/lib/postgres.mjs';
import { runningPid, stopProgram } from '../../scripts/lib/processes.mjs';

const [what, home, port] = process.argv.slice(2);
const actions = {
  start: () => startPostgres({ home, cache: path.join(root, '.data/cache'), port: Number(port) }),
  stop: () => stopPostgres(home),
  kill: () => stopProgram(home, 'postgres', { signal: 'SIGKILL' }),
};
await actions[what]();
console.log(JSON.stringify({ pid: runningPid(home, 'postgres') ?? null }));
process.exit(0);

// npm run bench: the product's economy overview against a bare handler with the same statements, at 100 000 and 1 000 000 insatser.
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { prepare, root } from '../scripts/lib/bootstrap.mjs';

await prepare(import.meta.filename);
const { buildStale } = await import('../scripts/lib/build.mjs');
const { printFault, step } = await import('../scripts/lib/console.mjs');

const { values: wish } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '100000,1000000' },
    /** As a browser does it: with compressed answers. The bare handler never compresses. */
    encoding: { type: 'string' },
  },
});
const [rounds, seconds, sizes] = [Number(wish.rounds), Number(wish.seconds), wish.sizes.split(',').map(Number)];
const CONNECTIONS = 16;
const run = promisify(execFile);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function load(server, cookies, options) {
  const wanted = { url: server.url, cookies, connections: CONNECTIONS, seconds, ...options };
  const { stdout } = await run(process.execPath, [path.join(root, 'bench/load.mjs'), JSON.stringify(wanted)], { maxBuffer: 1e8 });
  const result = JSON.parse(stdout);
  if (result.faults) throw new Error(`${server.name}: ${result.faults} frågor fick inget rätt svar`);
  return result;
}

/** One round: what came out of it and the CPU it took, a request. */
async function round(server, cookies) {
  const { cpu } = await import('./server.mjs');
  const before = await cpu(server);
  const { total, seconds: took, latency } = await load(server, cookies, { encoding: server.name === 'web' ? wish.encoding : undefined });
  const after = await cpu(server);
  const each = (part) => (after[part] - before[part]) / total;
  return { ops: total / took, p50: latency.p50, p99: latency.p99, server: each('server'), database: each('database') };
}

/** Both give the same page to the same person, to the byte. */
async function assertSameWork(web, bare, cookies) {
  const bodies = ({ url }) =>
    Promise.all(cookies.map(async (cookie) => (await fetch(`${url}/api/v1/overview`, { headers: { cookie } })).text()));
  const [ours, theirs] = [await bodies(web), await bodies(bare)];
  const rows = ours.map((body) => JSON.parse(body).insatser.rows.length);
  if (rows.some((count) => count !== 25)) throw new Error('sidan har inte 25 rader');
  if (ours.some((body, n) => body !== theirs[n])) throw new Error('produkten och den bara hanteraren svarar olika');
  step(`Samma svar från båda: ${cookies.length} organisationer, 25 rader, ${ours[0].length} byte`);
}

function table(measured) {
  const figure = (number, digits = 0) => number.toLocaleString('sv-SE', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const of = (rows, key) => median(rows.map((row) => row[key]));
  console.log(
    `\n| ${CONNECTIONS} anslutningar, median av ${rounds} omgångar | svar/s | p50 ms | p99 ms | CPU ms/svar: servern | databasen |\n|---|---|---|---|---|---|`,
  );
  for (const { server, rows } of measured) {
    const what = `${server.name === 'web' ? 'produkten' : 'bar Fastify + pg'}, ${figure(server.size)} insatser`;
    const cells = [
      figure(of(rows, 'ops')),
      figure(of(rows, 'p50')),
      figure(of(rows, 'p99')),
      figure(of(rows, 'server'), 3),
      figure(of(rows, 'database'), 3),
    ];
    console.log(`| ${[what, ...cells].join(' | ')} |`);
  }
  const ratio = (a, b, key) => median(a.rows.map((row, n) => row[key] / b.rows[n][key]));
  const find = (name, size) => measured.find(({ server }) => server.name === name && server.size === size);
  for (const size of sizes) {
    const [web, bare] = [find('web', size), find('bare', size)];
    console.log(
      `Produkten mot den bara hanteraren vid ${figure(size)}: ${figure(ratio(web, bare, 'ops'), 2)} × svar/s, ${figure(ratio(web, bare, 'server'), 2)} × serverns CPU`,
    );
  }
  if (sizes.length > 1)
    console.log(
      `Produkten vid ${figure(sizes[1])} mot ${figure(sizes[0])}: ${figure(ratio(find('web', sizes[1]), find('web', sizes[0]), 'ops'), 2)} × svar/s`,
    );
}

async function measure(servers, cookies) {
  for (const server of servers) await load(server, cookies, { seconds: 2 });
  const measured = servers.map((server) => ({ server, rows: [] }));
  for (let n = 0; n < rounds; n++) {
    // Back and forth, so that what the machine does meanwhile falls on all alike.
    for (const one of n % 2 ? measured.toReversed() : measured) one.rows.push(await round(one.server, cookies));
    step(`Omgång ${n + 1} av ${rounds} (belastning ${loadavg()[0].toFixed(1)})`);
  }
  return measured;
}

async function main() {
  await buildStale('server');
  const { benchDatabase, startServices, stopServices } = await import('./databases.mjs');
  const { rssMb, startServer, stopServer } = await import('./server.mjs');
  const { cookieOf, ORGANIZATIONS } = await import('./generate.mjs');
  const { stdout: STATEMENTS } = await run(process.execPath, [path.join(root, 'bench/statements.mjs')]);
  const servers = [];
  try {
    const { url, settings } = await startServices();
    for (const size of sizes) {
      const database = await benchDatabase(url, size);
      for (const name of ['web', 'bare'])
        servers.push(await startServer(name, size, database, name === 'bare' ? { STATEMENTS } : settings));
    }
    const cookies = Array.from({ length: ORGANIZATIONS }, (_unused, n) => cookieOf(n + 1));
    for (const size of sizes) await assertSameWork(...servers.filter((server) => server.size === size), cookies.slice(0, 20));
    table(await measure(servers, cookies));
    const web = servers.findLast(({ name }) => name === 'web');
    const calm = await load(web, cookies, { connections: 2, rate: 10, seconds: 20, encoding: wish.encoding });
    console.log(`Produkten vid 10 frågor i sekunden: p50 ${calm.latency.p50} ms, p99 ${calm.latency.p99} ms`);
    for (const server of servers)
      console.log(`${server.name} ${server.size}: start ${server.coldStartMs} ms, ${rssMb(server)} MB efter belastning`);
  } finally {
    await Promise.all(servers.map(stopServer));
    await stopServices();
  }
}

await main().catch((error) => {
  printFault(error);
  process.exitCode = 1;
});

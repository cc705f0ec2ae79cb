import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { eventually } from '../setup/mailbox.js';
import { command, type Session, World } from '../setup/world.js';
import { slack } from '../setup/slack.js';
import { type Program, startWeb } from './processes.js';

const CLIENTS = 30;
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
/** The load balancer's own: its health checks never wait for a connection that the clients use. */
const checks = new Agent({ keepAlive: true });

/** One of the two servers behind the load balancer, always on the same port. */
interface Server {
  port: number;
  web: Program;
  ready: boolean;
}

let session: Session;
let organizationId: string;
let period: string;

beforeAll(async () => {
  const [world, app] = [await World.open(), await testApp()];
  const cases = new Cases(app, world);
  const employer = await world.employer('ser_samtliga_ansokningar');
  [session, organizationId, period] = [employer.session, employer.organization.id, await cases.period()];
  await cases.draft(session, period);
  await app.close();
  await world.close();
});
afterAll(() => [agent, checks].forEach((one) => one.destroy()));

/** The status over a kept connection; an error of the connection counts as 0. */
function send(port: number, path: string, body?: object, over = agent): Promise<{ status: number; what: string }> {
  const headers = body ? { ...command(session, randomUUID()), 'content-type': 'application/json' } : { ...session };
  return new Promise((resolve) => {
    const sent = request({ agent: over, port, path, method: body ? 'POST' : 'GET', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, what: text.slice(0, 200) }));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve({ status: 0, what: `${error.code} ${error.message}` }));
    sent.end(body && JSON.stringify(body));
  });
}

async function serve(port: number): Promise<Server> {
  return { port, web: await startWeb({ PORT: String(port) }), ready: true };
}

/** As a load balancer does: asks each server every 100 ms whether it is ready, and sends nothing to the one that is not. */
function watch(servers: readonly Server[]): () => Promise<void> {
  let watching = true;
  const one = async (server: Server) => {
    while (watching) {
      server.ready = (await send(server.port, '/health/ready', undefined, checks)).status === 200;
      await pause(100);
    }
  };
  const all = Promise.all(servers.map(one));
  return async () => {
    watching = false;
    await all;
  };
}

it('loses no request in four rolling restarts under thirty busy clients, and leaves each time within three seconds', async () => {
  const servers = await Promise.all((await freePorts(2)).map(serve));
  const answers: { status: number; what: string }[] = [];
  let busy = true;
  let turn = 0;
  const client = async (n: number) => {
    for (let round = n; busy; round++) {
      const ready = servers.filter((server) => server.ready);
      const server = ready[turn++ % ready.length];
      // Until a server says that it is ready, a load balancer holds what comes; and callers leave room for its questions.
      await pause(10);
      if (!server?.ready) continue;
      const body = round % 5 === 0 ? { period } : undefined;
      answers.push(
        await send(server.port, body ? '/api/v1/insatser' : ['/api/v1/overview', `/api/v1/insatser?period=${period}`][round % 2]!, body),
      );
    }
  };
  const stopWatching = watch(servers);
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_x, n) => client(n)));
  const leaving: number[] = [];
  for (let restart = 0; restart < 4; restart++) {
    await pause(500);
    const server = servers[restart % 2]!;
    const at = performance.now();
    server.web.signal('SIGTERM');
    expect(await server.web.exit(10_000)).toBe(0);
    leaving.push(performance.now() - at);
    await eventually(async () => (server.ready ? undefined : true), 'att balanseraren ser att servern är borta');
    server.web = await startWeb({ PORT: String(server.port) });
    while (!server.ready) await pause(20);
  }
  await pause(500);
  busy = false;
  await Promise.all([clients, stopWatching()]);
  for (const { web } of servers) web.signal('SIGTERM');
  expect(await Promise.all(servers.map(({ web }) => web.exit(10_000)))).toEqual([0, 0]);

  expect(answers.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
  expect(answers.length).toBeGreaterThan(500);
  expect(Math.max(...leaving)).toBeLessThan(3_000 + slack());
  const world = await World.open();
  const kept = await world.as<number>('select count(*)::int from insats where organization_id = $1', [organizationId]);
  await world.close();
  expect(kept).toBe(1 + answers.filter(({ status }) => status === 201).length);
}, 300_000);

/** How many wait for a table or a row. */
const HELD = `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

it('finishes what is under way when it is told to leave, also what takes a while', async () => {
  const [port] = (await freePorts(1)) as [number];
  const server = await serve(port);
  // In a transaction one sees all sessions as they were at the first look: somebody else watches.
  const [world, watcher] = [await World.open(), await World.open()];
  await world.as('select 1', []);
  await world.sql.query('begin; lock table agreement_period in access exclusive mode');
  const slow = Array.from({ length: 5 }, () => send(port, '/api/v1/insatser', { period }));
  await eventually(async () => ((await watcher.one<number>(HELD)) === slow.length ? true : undefined), 'att alla fem väntar på tabellen');
  server.web.signal('SIGTERM');
  await pause(800);
  await world.sql.query('commit');
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(await server.web.exit(5_000)).toBe(0);
  await Promise.all([world.close(), watcher.close()]);
}, 180_000);

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((done) => server.once('listening', done))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { slack } from '../setup/slack.js';
import { start, startWeb } from './processes.js';

/** One request over a kept connection: the status, or the error's code. */
function ask(agent: Agent, url: string): Promise<number | string> {
  return new Promise((resolve) => {
    get(url, { agent }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode!))).on(
      'error',
      (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'),
    );
  });
}

it('leaves on SIGTERM without losing a request: not ready first, then closed, within three seconds', async () => {
  const web = await startWeb();
  const agent = new Agent({ keepAlive: true, maxSockets: 30 });
  const answers: (number | string)[] = [];
  let ready: number | string = 200;
  // As a load balancer does: it sends on to this process until the process says that it is not ready.
  const clients = Array.from({ length: 30 }, async () => {
    while (ready === 200) answers.push(await ask(agent, `${web.url}/api/v1/operator`));
  });
  const probe = (async () => {
    while (ready === 200) {
      ready = await ask(agent, `${web.url}/health/ready`);
      await pause(50);
    }
  })();
  await pause(500);
  const at = performance.now();
  web.signal('SIGTERM');
  await Promise.all([...clients, probe]);
  expect(await web.exit(5_000)).toBe(0);
  expect(performance.now() - at).toBeLessThan(3_000 + slack());
  expect(ready).toBe(503);
  expect(answers.length).toBeGreaterThan(50);
  expect(answers.filter((answer) => answer !== 200)).toEqual([]);
});

it('does not start with settings that are wrong or missing: it names each of them, never their values', async () => {
  const web = start('main', { KEYS: 'k1:hemligt', SESSION_IDLE_MINUTES: '0', BANKID_ENV: 'guess' });
  expect(await web.exit()).toBe(1);
  const said = web.lines.join('\n');
  for (const setting of ['KEYS', 'SESSION_IDLE_MINUTES', 'BANKID_ENV', 'DATABASE_URL', 'BANKID_TLS_CA_FILE', 'LOOKUP_KEY'])
    expect(said).toContain(setting);
  expect(said).not.toContain('hemligt');
});

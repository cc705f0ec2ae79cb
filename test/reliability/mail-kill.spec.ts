import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { InvitationView } from '../../src/invitations/invitation.dto.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { setting } from '../setup/database.js';
import { invitationForm } from '../setup/invitations.js';
import { mailbox } from '../setup/mailbox.js';
import { someAddress, TestOutbox } from '../setup/outbox.js';
import { type Session, World } from '../setup/world.js';
import { Gate } from './gate.js';
import { type Program, startWorker } from './processes.js';

/** How often the worker is killed while it sends; twelve invitations each time and Redis emptied every fifth, so KILLS=250 is 3 000 events and 50 flushes. */
const KILLS = Number(process.env.KILLS ?? 5);

describe('a worker that dies or stops in the middle of a mail', () => {
  let world: World, outbox: TestOutbox, smtp: Gate;
  const workers: Program[] = [];

  beforeAll(async () => {
    world = await World.open();
    outbox = new TestOutbox(world);
    smtp = await Gate.before(setting('TEST_SMTP_URL'));
  });
  afterEach(async () => {
    smtp.speak();
    for (const worker of workers.splice(0)) await worker.kill();
  });
  afterAll(() => Promise.all([smtp.close(), world.close()]));

  const worker = async (over: Record<string, string> = {}) => {
    const started = await startWorker(over);
    workers.push(started);
    return started;
  };
  const messageIds = async (to: string) => (await mailbox.to(to)).map(({ messageId }) => messageId);

  it('loses nothing when it is killed before the server has the mail, and sends nothing twice', async () => {
    const to = someAddress();
    const first = await worker({ SMTP_URL: smtp.url });
    smtp.hush();
    const id = await outbox.write(to);
    await outbox.becomes(id, 'sending');
    await first.kill();
    await outbox.endLease(id);
    await worker();
    expect(await outbox.becomes(id, 'sent')).toMatchObject({ attempts: 2 });
    expect(await messageIds(to)).toEqual([`<${id}@minasidor.example.se>`]);
  });

  it('loses nothing when it is killed after the server took the mail: a second copy has the same Message-ID', async () => {
    const to = someAddress();
    const first = await worker();
    await mailbox.fault({ mode: 'slow', match: to, delayMs: 15_000 });
    const id = await outbox.write(to);
    await mailbox.arrived(to);
    await first.kill();
    await outbox.endLease(id);
    await worker();
    await outbox.becomes(id, 'sent');
    expect(await messageIds(to)).toEqual(Array(2).fill(`<${id}@minasidor.example.se>`));
  });

  it('is fenced off when it was stopped past its lease: another one has sent the mail, and it comes once', async () => {
    const to = someAddress();
    const stopped = await worker({ SMTP_URL: smtp.url });
    await outbox.becomes(await outbox.write(someAddress()), 'sent');
    const other = await worker();
    other.signal('SIGSTOP');
    smtp.hush();
    const id = await outbox.write(to);
    await outbox.becomes(id, 'sending');
    stopped.signal('SIGSTOP');
    await outbox.endLease(id);
    other.signal('SIGCONT');
    await outbox.becomes(id, 'sent');
    smtp.speak();
    stopped.signal('SIGCONT');
    expect(await stopped.says('"lost"')).toContain(id);
    expect(await outbox.state(id)).toEqual({ status: 'sent', attempts: 2, last_error: null });
    expect(await messageIds(to)).toHaveLength(1);
  });

  it('finishes what is under way when it is told to end, and takes nothing new', async () => {
    const [slow, next] = [someAddress(), someAddress()];
    const ending = await worker();
    await mailbox.fault({ mode: 'slow', match: slow, delayMs: 2000 });
    const id = await outbox.write(slow);
    await mailbox.arrived(slow);
    ending.signal('SIGTERM');
    await ending.says('"stänger"');
    const late = await outbox.write(next);
    expect(await ending.exit(10_000)).toBe(0);
    expect(await outbox.state(id)).toEqual({ status: 'sent', attempts: 1, last_error: null });
    expect(await outbox.state(late)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(await messageIds(slow)).toHaveLength(1);
  });

  it('two workers share the work: a hundred mails come once each', async () => {
    const to = someAddress();
    await Promise.all([worker(), worker()]);
    const ids: string[] = [];
    for (let n = 0; n < 100; n++) ids.push(await outbox.write(to));
    await mailbox.arrived(to, 100);
    for (const id of ids) expect(await outbox.becomes(id, 'sent')).toMatchObject({ attempts: 1 });
    expect(new Set(await messageIds(to)).size).toBe(100);
    expect(await messageIds(to)).toHaveLength(100);
  });

  it(
    'killed over and over, and Redis emptied every fifth time: every invitation comes, and an extra one only under the same Message-ID',
    async () => {
      const REDIS_URL = `${setting('TEST_REDIS_URL')}/6`;
      const [redis, app] = [new Redis(REDIS_URL), await testApp({ REDIS_URL })];
      const cases = new Cases(app, world);
      const domain = `${randomUUID()}.testby.se`;
      const invite = async (session: Session, name: string) => {
        const form = invitationForm({ email: `${name}@${domain}` });
        const { status, body } = await cases.send<InvitationView>(session, 'POST', '/invitations', form);
        if (status !== 201) throw new Error(JSON.stringify(body));
        return world.as<string>('select id from outbox where about = $1', [body.id]);
      };
      const ids: string[] = [];
      let flushes = 0;
      for (let round = 0; round < KILLS; round++) {
        const doomed = await worker({ REDIS_URL });
        const { session } = await world.employer('administrera_anvandare');
        for (let n = 0; n < 12; n++) {
          ids.push(await invite(session, `inbjuden-${round}-${n}`));
          if (n === 6 && round % 5 === 4) flushes += (await redis.flushdb()) ? 1 : 0;
        }
        await new Promise((resolve) => setTimeout(resolve, 10 + 30 * (round % 5)));
        await doomed.kill();
      }
      for (const id of ids) await outbox.endLease(id);
      await worker({ REDIS_URL });
      for (const id of ids) await outbox.becomes(id, 'sent');
      expect(flushes).toBe(Math.floor(KILLS / 5));
      const seen = await messageIds(domain);
      expect(new Set(seen)).toEqual(new Set(ids.map((id) => `<${id}@minasidor.example.se>`)));
      process.stderr.write(
        `${KILLS} avbrott, ${flushes} tömningar av Redis, ${ids.length} händelser, 0 förlorade, ${seen.length - ids.length} extra brev\n`,
      );
      redis.disconnect();
      await app.close();
    },
    120_000 + KILLS * 10_000,
  );
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { setting, testQueuePrefix } from '../setup/database.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { someAddress, TestOutbox } from '../setup/outbox.js';
import { type Session, World } from '../setup/world.js';
import { slack } from '../setup/slack.js';
import { Gate } from './gate.js';
import { type Program, startWorker } from './processes.js';

/** How often Redis is emptied while mails and their jobs are on their way; FLUSHES=50 is 3 000 events. */
const [FLUSHES, EVENTS_EACH] = process.env.FLUSHES ? [Number(process.env.FLUSHES), 60] : [5, 10];

describe('without Redis, mails come late and nothing else happens', () => {
  const log: string[] = [];
  let gate: Gate, app: NestFastifyApplication, world: World, cases: Cases, outbox: TestOutbox, staff: Session;
  let worker: Program;

  beforeAll(async () => {
    world = await World.open();
    gate = await Gate.before(`${setting('TEST_REDIS_URL')}/5`);
    app = await testApp({ REDIS_URL: gate.url }, log);
    cases = new Cases(app, world);
    outbox = new TestOutbox(world);
    staff = (await world.caseworker()).session;
    worker = await startWorker({ REDIS_URL: gate.url });
  });
  afterAll(async () => {
    worker.signal('SIGTERM');
    await worker.exit();
    await app.close();
    await gate.close();
    await world.close();
  });

  /** How long a command that sends a mail takes. */
  const command = async (to: string) => {
    const start = performance.now();
    await outbox.command(cases, staff, to);
    return performance.now() - start;
  };
  const times = async (count: number, to: string) => {
    const all: number[] = [];
    for (let n = 0; n < count; n++) all.push(await command(to));
    return all.toSorted((a, b) => a - b);
  };
  const middle = (sorted: number[]) => sorted[sorted.length >> 1]!;
  const complaints = () => log.filter((line) => line.includes('Redis svarar inte')).length;

  it('a command is as fast with Redis gone as with it, its mail arrives all the same, and the log says so once', async () => {
    const [before, during] = [someAddress(), someAddress()];
    const usual = await times(15, before);
    await gate.close();
    const without = await times(40, during);
    const figures = [middle(usual), middle(without), without.at(-1)!].map((ms) => ms.toFixed(1));
    process.stderr.write(`Kommando med Redis ${figures[0]} ms, utan Redis ${figures[1]} ms (medianer), som mest ${figures[2]} ms\n`);
    expect(middle(without)).toBeLessThan(Math.max(50, 3 * middle(usual)));
    // One that waits for Redis waits for seconds.
    expect(without.at(-1)).toBeLessThan(1_000 + slack());
    await mailbox.arrived(during, 40);
    expect(await mailbox.to(during)).toHaveLength(40);
    expect(complaints()).toBeLessThanOrEqual(1);
    await gate.open();
    const after = someAddress();
    await command(after);
    await mailbox.arrived(after);
  });

  it('a Redis that hangs delays nobody either, and is used again when it answers', async () => {
    const [hanging, after] = [someAddress(), someAddress()];
    gate.hush();
    const slowest = (await times(40, hanging)).at(-1);
    await mailbox.arrived(hanging, 40);
    gate.speak();
    expect(slowest).toBeLessThan(1_000 + slack());
    await command(after);
    await mailbox.arrived(after);
    expect(await mailbox.to(hanging)).toHaveLength(40);
  });

  it(
    'an emptied Redis loses no mail and no schedule',
    async () => {
      const redis = new Redis(`${setting('TEST_REDIS_URL')}/5`);
      const to = someAddress();
      const ids: string[] = [];
      for (let round = 0; round < FLUSHES; round++) {
        for (let n = 0; n < EVENTS_EACH; n++) ids.push(await outbox.command(cases, staff, to));
        await redis.flushdb();
      }
      for (const id of ids) await outbox.becomes(id, 'sent');
      const seen = (await mailbox.to(to)).map(({ messageId }) => messageId);
      expect(new Set(seen)).toEqual(new Set(ids.map((id) => `<${id}@minasidor.example.se>`)));
      process.stderr.write(`${FLUSHES} tömningar, ${ids.length} händelser, 0 förlorade, ${seen.length - ids.length} extra brev\n`);
      await eventually(async () => ((await redis.exists(`${testQueuePrefix()}:schedule:repeat`)) ? true : undefined), 'schemat i Redis');
      redis.disconnect();
    },
    120_000 + FLUSHES * 5_000,
  );

  it('a forged job can do no harm: the worker reads the outbox, and sends what is due, once', async () => {
    const redis = new Redis(`${setting('TEST_REDIS_URL')}/5`);
    const to = someAddress();
    const id = await outbox.write(to);
    await outbox.becomes(id, 'sent');
    const key = `${testQueuePrefix()}:mail`;
    const forged = {
      again: { outboxId: id },
      unknown: { outboxId: '019a0000-0000-7000-8000-000000000009' },
      wild: { outboxId: "'; drop table outbox; --" },
      empty: {},
    };
    for (const [name, data] of Object.entries(forged)) {
      await redis.hset(`${key}:${name}`, {
        name: '__default__',
        data: JSON.stringify(data),
        opts: '{}',
        timestamp: '1',
        delay: '0',
        priority: '0',
      });
      await redis.lpush(`${key}:wait`, name);
    }
    const taken = async () => {
      const waiting = [...(await redis.lrange(`${key}:wait`, 0, -1)), ...(await redis.lrange(`${key}:active`, 0, -1))];
      return Object.keys(forged).some((name) => waiting.includes(name)) ? undefined : true;
    };
    await eventually(taken, 'att jobben är gjorda');
    const later = someAddress();
    await outbox.write(later);
    await mailbox.arrived(later);
    expect(await mailbox.to(to)).toHaveLength(1);
    redis.disconnect();
  });

  it('a worker that starts without Redis delivers, and ends when it is told to', async () => {
    const [first, second] = [someAddress(), someAddress()];
    const away = await Gate.before(`${setting('TEST_REDIS_URL')}/5`);
    await away.close();
    worker.signal('SIGTERM');
    expect(await worker.exit()).toBe(0);
    const lonely = await startWorker({ REDIS_URL: away.url });
    await outbox.write(first);
    await mailbox.arrived(first);
    lonely.signal('SIGTERM');
    expect(await lonely.exit(10_000)).toBe(0);
    const returning = await startWorker({ REDIS_URL: away.url });
    await away.open();
    await outbox.write(second);
    await mailbox.arrived(second);
    returning.signal('SIGTERM');
    expect(await returning.exit(10_000)).toBe(0);
    await away.close();
    worker = await startWorker({ REDIS_URL: gate.url });
  });
});

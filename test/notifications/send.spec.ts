import type { INestApplicationContext } from '@nestjs/common';
import { Db } from '../../src/kernel/db.js';
import { Notifications, registerMail } from '../../src/notifications/index.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { someAddress } from '../setup/outbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';
import { slack } from '../setup/slack.js';

const greeting = registerMail(
  'test-halsning',
  (p: { name: string }) => ({
    subject: `Hälsning till ${p.name}`,
    heading: 'Hälsning',
    paragraphs: [`Hej ${p.name}.`],
    action: { label: 'Öppna', path: '/insatser/1' },
    replyTo: 'svar@testby.se',
  }),
  { name: 'Åsa' },
);

describe('a mail is written in the business transaction and sent after it', () => {
  let worker: INestApplicationContext, world: World, db: Db, notifications: Notifications;

  beforeAll(async () => {
    world = await World.open();
    worker = await testWorker();
    db = worker.get(Db);
    notifications = worker.get(Notifications, { strict: false });
  });
  afterAll(() => Promise.all([worker.close(), world.close()]));

  const send = (to: string, eventKey: string, after: () => void = () => undefined, name = 'Åsa') =>
    db.tx({ kind: 'system' }, async (tx) => {
      await notifications.send(tx, { eventKey, to, organizationId: null, ...greeting({ name }) });
      after();
    });

  it('comes once for an event and recipient, however often the event is told', async () => {
    const [to, other] = [someAddress(), someAddress()];
    await Promise.all([send(to, 'test.a:1'), send(to, 'test.a:1'), send(to, 'test.a:1')]);
    await mailbox.arrived(to);
    await send(to, 'test.a:1');
    await send(other, 'test.a:1');
    await mailbox.arrived(other);
    expect(await mailbox.to(to)).toHaveLength(1);
  });

  it('is there within a second of the commit, as a rule: the test machine is busy with others too', async () => {
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const to = someAddress();
      const start = performance.now();
      await send(to, `test.soon:${to}`);
      await mailbox.arrived(to);
      times.push(performance.now() - start);
    }
    expect(times.toSorted((one, other) => one - other)[2]).toBeLessThan(1000 + slack());
  });

  it('never comes when the transaction fails', async () => {
    const [to, later] = [someAddress(), someAddress()];
    const fails = () => {
      throw new Error('nej');
    };
    await expect(send(to, `test.b:${to}`, fails)).rejects.toThrow('nej');
    await send(later, `test.b:${later}`);
    await mailbox.arrived(later);
    expect(await mailbox.to(to)).toHaveLength(0);
    expect(await world.as('select count(*)::int from outbox where recipient = $1', [to])).toBe(0);
  });

  it('has both forms, our headers, the row as Message-ID and a link to our page', async () => {
    const to = someAddress();
    await send(to, `test.c:${to}`, undefined, 'Åsa <b>');
    const mail = await mailbox.open((await mailbox.arrived(to))[0]!);
    const header = (key: string) => mail.headers.find((h) => h.key === key)?.value;
    const id = await world.as<string>('select id from outbox where recipient = $1', [to]);
    expect(mail.messageId).toBe(`<${id}@minasidor.example.se>`);
    expect(mail.subject).toBe('Hälsning till Åsa <b>');
    expect(header('from')).toContain('<admin@omstallningsfonden.se>');
    expect(header('reply-to')).toBe('svar@testby.se');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('x-auto-response-suppress')).toBe('All');
    expect(header('content-language')).toBe('sv');
    expect(header('content-type')).toMatch(/^multipart\/alternative/);
    expect(mail.text).toContain('http://localhost:3000/insatser/1');
    expect(mail.text).toContain('Vänliga hälsningar\nOmställningsfonden\n118 82 Stockholm\n08 452 78 00\nadmin@omstallningsfonden.se');
    expect(mail.html).toContain('Hej Åsa &lt;b&gt;.');
    expect(mail.html).toContain('<html lang="sv">');
  });

  it('cannot be given another header or recipient through a name', async () => {
    const to = someAddress();
    await send(to, `test.d:${to}`, undefined, 'Å\r\nBcc: tjuv@testby.se\r\n\r\nHej');
    const mail = await mailbox.open((await mailbox.arrived(to))[0]!);
    expect(mail.to).toEqual([to]);
    expect(mail.headers.some(({ key }) => key === 'bcc')).toBe(false);
    expect(mail.subject).toBe('Hälsning till Å Bcc: tjuv@testby.se Hej');
  });

  it.each(['två@testby.se, tjuv@testby.se', 'a@testby.se\r\nBcc: tjuv@testby.se', '<a@testby.se>', '"a b"@testby.se', 'ingen adress', ''])(
    'does not go to %j, which is not one plain address, and does not stop the command either',
    async (to) => {
      const eventKey = `test.e:${someAddress()}`;
      await send(to, eventKey);
      const row = `select json_build_object('status', status, 'fault', last_error) from outbox where event_key = $1 and status = 'failed'`;
      const failed = await eventually(() => world.as<object | undefined>(row, [eventKey]), 'att brevet misslyckas');
      expect(failed).toEqual({ status: 'failed', fault: 'RECIPIENT' });
    },
  );
});

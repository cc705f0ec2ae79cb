import type { INestApplicationContext } from '@nestjs/common';
import { getQueueToken } from '@nestjs/bull';
import type { Job, Queue } from 'bull';
import { scrape } from '../../src/kernel/metrics.js';
import { workOf } from '../../src/kernel/queues.js';
import { InvitationJobs } from '../../src/invitations/invitation.jobs.js';
import { REMIND_AT } from '../../src/invitations/invitation.queries.js';
import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { testQueuePrefix } from '../setup/database.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { Invitations, signer } from '../setup/invitations.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { testWorker } from '../setup/worker.js';
import type { Session } from '../setup/world.js';

const on = application();
const invitations = new Invitations(on);

describe('the worker', () => {
  let worker: INestApplicationContext;
  let jobs: InvitationJobs;
  let queue: Queue;
  beforeAll(async () => {
    worker = await testWorker();
    jobs = worker.get(InvitationJobs);
    queue = worker.get<Queue>(getQueueToken(workOf('invitation-expiry')), { strict: false });
  });
  afterAll(() => worker.close());

  const status = (id: string) => on.world.as<string>('select status from invitation where id = $1', [id]);
  const events = async (id: string) => (await invitations.mails(id)).map(({ event }) => event);

  it('has a job for five past midnight of the day after the last one', async () => {
    const { id } = await invitations.sent(await invitations.administrator());
    const job = await eventually(async () => (await queue.getJob(id)) ?? undefined, 'jobbet');
    expect(job.data).toEqual({ invitationId: id });
    const due = new Date(job.timestamp + job.opts.delay!);
    const planned = await on.world.as<Date>(
      `select (valid_through + 1 + time '00:05') at time zone 'Europe/Stockholm' from invitation where id = $1`,
      [id],
    );
    expect(Math.abs(due.getTime() - planned.getTime())).toBeLessThan(10_000);
  });

  it('closes an invitation by its job and by its sweep, once, and tells the inviter', async () => {
    const admin = await invitations.administrator();
    const [byJob, bySweep, young] = [await invitations.sent(admin), await invitations.sent(admin), await invitations.sent(admin)];
    await invitations.age(byJob.id, 15);
    await invitations.age(bySweep.id, 15);
    const job = (invitationId: string) => jobs.expire({ data: { invitationId } } as Job<{ invitationId: string }>);
    await Promise.all([
      job(byJob.id),
      job(byJob.id),
      job(young.id),
      jobs.expire({ data: { invitationId: 'x' } } as Job<{ invitationId: string }>),
    ]);
    expect([await status(byJob.id), await status(bySweep.id), await status(young.id)]).toEqual(['utgangen', 'skickad', 'skickad']);
    await queue.empty();
    await Promise.all([jobs.sweep(), jobs.sweep()]);
    await jobs.sweep();
    expect([await status(bySweep.id), await status(young.id)]).toEqual(['utgangen', 'skickad']);
    for (const { id } of [byJob, bySweep]) expect(await events(id)).toEqual(['invitation.send', 'invitation.expired']);
  });

  it('expires also an invitation whose job was lost with all that Redis held, and tells the inviter once', async () => {
    const { id } = await invitations.sent(await invitations.administrator());
    await eventually(async () => (await queue.getJob(id)) ?? undefined, 'jobbet');
    await queue.client.del(...(await queue.client.keys(`${testQueuePrefix()}:*`)));
    expect(await queue.getJob(id)).toBeNull();
    await invitations.age(id, 15);
    await jobs.sweep();
    await jobs.sweep();
    expect([await status(id), await events(id)]).toEqual(['utgangen', ['invitation.send', 'invitation.expired']]);
  });

  it('closes a signature that nobody confirmed: the inviter and who signed are told so, and the link says it with its own last day', async () => {
    const admin = await invitations.administrator();
    const { id, token, email } = await invitations.sent(admin);
    await invitations.accepted(token, signer('Kurt Annansson'));
    await on.world.as(`update invitation set signed_at = signed_at - interval '15 days' where id = $1`, [id]);
    await Promise.all([jobs.sweep(), jobs.sweep()]);
    expect(await status(id)).toBe('utgangen');
    const told = (await invitations.mails(id)).slice(2).map(({ event, recipient, payload }) => [event, recipient, payload]);
    expect(told).toEqual([
      ['invitation.answer', email, expect.objectContaining({ why: 'lapsed' })],
      [
        'invitation.unconfirmed',
        `${admin.person.id.slice(-12)}@testby.se`,
        expect.objectContaining({ outcome: 'unconfirmed', signedName: 'Kurt Annansson' }),
      ],
    ]);
    const confirmThrough = await on.world.as<string>('select confirm_through::text from invitation where id = $1', [id]);
    expect((await invitations.link(token)).body).toMatchObject({ state: 'unconfirmed', validThrough: confirmThrough, roles: [] });
    await new Browser(on.app).send('POST', '/invitation-link/renewal', { token });
    expect((await events(id)).at(-1)).toBe('invitation.want');
  });

  it('reminds nobody, and tells nobody that an invitation expired, when the person has become a member in another way', async () => {
    const admin = await invitations.administrator();
    const { id, email } = await invitations.sent(admin);
    await on.world.as('update membership set email = $2 where organization_id = $1', [admin.organization.id, email.toUpperCase()]);
    await invitations.age(id, 11);
    await jobs.remind();
    expect(await events(id)).toEqual(['invitation.send']);
    await invitations.age(id, 4);
    await jobs.sweep();
    expect([await status(id), await events(id)]).toEqual(['utgangen', ['invitation.send']]);
  });

  it('takes back an invitation that was sent while its person joined, unseen by each other, and leaves another’s signature to the administrators', async () => {
    const admin = await invitations.administrator();
    const person = await on.world.person('Nora Nummer');
    const { personalNumber } = await withBankId(on.world, person);
    const crossed = await invitations.sent(admin, { personalNumber });
    const [signed, open] = [await invitations.sent(admin), await invitations.sent(admin)];
    await invitations.accepted(signed.token, signer('Kurt Annansson'));
    // As a member whom the sending could not see: nothing has followed the joining.
    const member = await on.world.member(person, admin.organization);
    await on.world.as('update membership set email = $2 where id = $1', [member, signed.email]);
    await Promise.all([jobs.sweep(), jobs.sweep()]);
    const statuses = [await status(crossed.id), await status(signed.id), await status(open.id)];
    expect(statuses).toEqual(['aterkallad', 'vantar_pa_bekraftelse', 'skickad']);
    expect(await events(crossed.id)).toEqual(['invitation.send']);
  });

  it('leaves an invitation to a personnummer to its person, also when a colleague has its address', async () => {
    const admin = await invitations.administrator();
    const who = signer();
    const { id, email, token } = await invitations.sent(admin, { personalNumber: who.personalNumber });
    await on.world.as('update membership set email = $2 where organization_id = $1', [admin.organization.id, email]);
    await invitations.age(id, 11);
    await jobs.remind();
    await jobs.sweep();
    expect([await status(id), await events(id)]).toEqual(['skickad', ['invitation.send', 'invitation.remind']]);
    expect((await invitations.accepted(token, who)).body.state).toBe('accepted');
  });

  it('goes on past one that it can’t work with, counts it and tries it again the next time', async () => {
    const [admin, other] = [await invitations.administrator(), await invitations.administrator()];
    const [broken, behind] = [await invitations.sent(admin), await invitations.sent(other)];
    for (const { id } of [broken, behind]) await invitations.age(id, 15);
    const stranger = await on.world.person('Fanny Främmande');
    await on.world.as(`update invitation set roles = '{}', invited_by = $2 where id = $1`, [broken.id, stranger.id]);
    const failures = async () => Number(/job_failures_total\{job="invitation-sweep"\} (\d+)/.exec(await scrape())?.[1] ?? 0);
    const before = await failures();
    await jobs.sweep();
    expect([await status(broken.id), await status(behind.id), (await failures()) - before]).toEqual(['skickad', 'utgangen', 1]);
    await on.world.as(`update invitation set roles = '[]' where id = $1`, [broken.id]);
    await jobs.sweep();
    expect(await status(broken.id)).toBe('utgangen');
  });

  it.each([
    ['2026-03-20T23:30:00+01:00', '2026-03-30T05:00:00Z'],
    ['2026-10-20T00:10:00+02:00', '2026-10-30T06:00:00Z'],
  ])('reminds at seven o’clock in Stockholm on day 10, of one sent %s', async (sentAt, at) => {
    const { id } = await invitations.sent(await invitations.administrator());
    await on.world.as('update invitation set sent_at = $2 where id = $1', [id, sentAt]);
    expect(await on.world.as<Date>(`select ${REMIND_AT} from invitation where id = $1`, [id])).toEqual(new Date(at));
  });

  it('reminds on day 10, once, and not before', async () => {
    const admin = await invitations.administrator();
    const [ten, nine] = [await invitations.sent(admin), await invitations.sent(admin)];
    const eleven = await invitations.sent(admin);
    await invitations.age(eleven.id, 11);
    await invitations.age(ten.id, 10);
    await invitations.age(nine.id, 9);
    await jobs.remind();
    await jobs.remind();
    expect(await events(eleven.id)).toEqual(['invitation.send', 'invitation.remind']);
    const isSeven = await on.world.one<boolean>(`select (now() at time zone 'Europe/Stockholm')::time >= '07:00'`);
    expect(await events(ten.id)).toEqual(['invitation.send', ...(isSeven ? ['invitation.remind'] : [])]);
    expect(await events(nine.id)).toEqual(['invitation.send']);
    const [mail] = await mailbox.arrived(eleven.email, 2);
    const { text } = await mailbox.open(mail!);
    expect(text).toContain(`/inbjudan/${eleven.token}\n`);
    expect(text).toContain(`/inbjudan/visa/${invitations.webViewToken(eleven.id)}~paminnelse\n`);
  });

  it('erases who was invited 90 days after it came to nothing, keeps the row and its events, and leaves users and the young alone', async () => {
    const admin = await invitations.administrator();
    const sent = async (daysAgo: number, over = {}) => {
      const one = await invitations.sent(admin, over);
      const end = async (how: () => Promise<unknown>) => {
        await how();
        await on.world.as('update invitation set ended_at = ended_at - make_interval(days => $2) where id = $1', [one.id, daysAgo]);
        return one;
      };
      return {
        revoked: () => end(() => invitations.act(admin.session, one.id, 'revocation')),
        accepted: () => end(() => invitations.accepted(one.token, signer())),
      };
    };
    const old = await (await sent(91, { personalNumber: newPersonalNumber() })).revoked();
    const [young, user] = [await (await sent(89)).revoked(), await (await sent(91)).accepted()];
    await Promise.all([jobs.forget(), jobs.forget()]);
    const personal = (id: string) =>
      on.world.as(
        `select jsonb_strip_nulls(jsonb_build_object('email', nullif(email, ''), 'name', nullif(name, ''), 'title', nullif(title, ''), 'phone', phone,
           'number', identifier_enc, 'key', identifier_key_id, 'lookup', identifier_lookup, 'signed', signed_name)) from invitation where id = $1`,
        [id],
      );
    expect(await personal(old.id)).toEqual({});
    for (const { id, email } of [young, user]) expect(await personal(id)).toMatchObject({ email, name: 'Karin Berg', title: 'HR-chef' });
    const verbs = `select json_agg(verb order by seq) from event where subject_id = $1`;
    expect(await on.world.as(verbs, [old.id])).toEqual(['invitation.send', 'invitation.revoke', 'invitation.erase']);
    const { body } = await invitations.view(admin.session, old.id);
    expect(body).toMatchObject({ erased: true, status: 'aterkallad', validThrough: old.validThrough, forOnePerson: false });
    expect(body.actions.filter(({ allowed }) => allowed)).toEqual([]);
    expect((await invitations.act(admin.session, old.id, 'resend')).body.code).toBe('invitations/not-resendable');
    expect((await invitations.link(old.token)).body.state).toBe('unknown');
    expect((await new Browser(on.app).send('POST', '/invitation-link/renewal', { token: old.token })).status).toBe(404);
  });

  /** Failed as the delivery would have noted it. */
  const fail = (key: string, code: string) =>
    on.world.as(
      `update outbox set status = 'failed', sent_at = null, last_error = $2, next_attempt_at = now() + interval '1 day' where event_key = $1`,
      [key, code],
    );
  const delivered = async (session: Session, id: string) => {
    const { letter, reminder } = (await invitations.view(session, id)).body;
    return [letter, reminder];
  };

  it('tells the list and the inviter when the mail server refuses the letter for good, reminds once it has left after all, and tells again of a reminder that comes back', async () => {
    const admin = await invitations.administrator();
    const email = `studs-${Math.random().toString(36).slice(2)}@testby.se`;
    await mailbox.fault({ mode: 'reject-5xx', match: email, times: 1 });
    const { id } = await invitations.sent(admin, { email });
    const become = (...want: (string | null)[]) =>
      eventually(async () => JSON.stringify(await delivered(admin.session, id)) === JSON.stringify(want) || undefined, want.join());
    await become('bounced', null);
    await jobs.noteBounces();
    await jobs.noteBounces();
    expect(await events(id)).toEqual(['invitation.send', 'invitation.bounced']);
    await invitations.age(id, 11);
    await jobs.remind();
    expect(await events(id)).toHaveLength(2);

    const outboxId = await on.world.as<string>('select id from outbox where event_key = $1', [`invitation.send:${id}`]);
    const { session } = await on.world.caseworker();
    expect((await on.cases.send(session, 'POST', `/admin/outbox/${outboxId}/retry`)).status).toBe(200);
    await become('sent', null);
    await jobs.noteBounces();
    await jobs.remind();
    await become('sent', 'sent');
    expect(await events(id)).toEqual(['invitation.send', 'invitation.bounced', 'invitation.remind']);
    const verbs = await on.world.as<string[]>(`select json_agg(verb order by seq) from event where subject_id = $1`, [id]);
    expect(verbs).toEqual(['invitation.send', 'invitation.bounce', 'invitation.recover', 'invitation.remind']);

    await fail(`invitation.remind:${id}`, 'DSN');
    await jobs.noteBounces();
    await jobs.noteBounces();
    expect(await events(id)).toEqual(['invitation.send', 'invitation.bounced', 'invitation.remind', 'invitation.bounced']);
    const title = 'Inbjudan kunde inte levereras';
    const inPortal = 'select count(*)::int from notification where person_id = $1 and title = $2';
    expect(await on.world.as<number>(inPortal, [admin.person.id, title])).toBe(2);
  });

  it('says of a reminder too that it came back, and never blames the address for what is our own fault', async () => {
    const admin = await invitations.administrator();
    const [address, ours] = [await invitations.sent(admin), await invitations.sent(admin)];
    for (const { id, email } of [address, ours]) {
      await mailbox.arrived(email);
      await invitations.age(id, 11);
    }
    await jobs.remind();
    await eventually(
      async () => ((await delivered(admin.session, address.id))[1] === 'sent' ? true : undefined),
      'att påminnelsen är skickad',
    );
    await fail(`invitation.remind:${address.id}`, 'DSN');
    for (const code of [
      'EENVELOPE FROM 550',
      'EENVELOPE 554 5.7.1',
      'EENVELOPE 530',
      'EMESSAGE 554',
      'EENVELOPE 503',
      'EENVELOPE 451',
      'RENDER',
      'SEAL',
      'LINK',
    ]) {
      await fail(`invitation.send:${ours.id}`, code);
      expect((await delivered(admin.session, ours.id))[0]).toBe('failed');
    }
    expect(await delivered(admin.session, address.id)).toEqual(['sent', 'bounced']);
    await jobs.noteBounces();
    await jobs.noteBounces();
    const told = async (id: string) =>
      (await invitations.mails(id)).slice(2).map(({ payload }) => (payload as { outcome: string }).outcome);
    expect([await told(address.id), await told(ours.id)]).toEqual([['bounced'], ['unsent']]);
  });
});

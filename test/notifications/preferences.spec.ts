import type { Inbox, Preferences } from '../../src/notifications/inbox.dto.js';
import { application } from '../setup/application.js';
import type { Session } from '../setup/world.js';

const on = application();

const preferences = async (session: Session) => (await on.cases.send<Preferences>(session, 'GET', '/me/notification-preferences')).body;
const choose = (session: Session, type: string, choice: string) =>
  on.cases.send<Preferences>(session, 'PUT', `/me/notification-preferences/${type}`, { choice });

/** Two colleagues: one sends in an insats that the other is responsible for. */
async function colleagues() {
  const [employer, period] = [await on.world.employer('ser_samtliga_ansokningar'), await on.cases.period()];
  const responsible = await on.world.person('Rut Responsabel');
  await on.world.member(responsible, employer.organization);
  const session = await on.world.login(responsible, employer.organization);
  const submit = () => on.cases.submitted(employer.session, period, { responsiblePersonId: responsible.id });
  const messages = async () => (await on.cases.send<Inbox>(session, 'GET', '/me/notifications')).body.rows;
  const mailsTo = async (id: string) =>
    (await on.cases.mails(id)).filter(({ recipient }) => recipient.startsWith(responsible.id.slice(-12))).map(({ template }) => template);
  return { session, submit, messages, mailsTo };
}

it('are direct for what must reach everybody, daily for events, until something is chosen', async () => {
  const { session } = await on.world.employer();
  const { types, undelivered } = await preferences(session);
  expect(types.map(({ type, choice, canChoose }) => [type, choice, canChoose])).toEqual([
    ['beslut', 'direct', false],
    ['kvittens', 'direct', false],
    ['konto', 'direct', false],
    ['behorigheter', 'direct', false],
    ['ansokan', 'direct', false],
    ['inbjudningar', 'direct', true],
    ['overlamnat', 'direct', true],
    ['handelser', 'daily', true],
  ]);
  expect(types.every(({ canChoose, why }) => canChoose === (why === null))).toBe(true);
  expect(undelivered).toEqual([]);
});

it('off gives no mail but a message', async () => {
  const { session, submit, messages, mailsTo } = await colleagues();
  expect((await choose(session, 'handelser', 'off')).body.types.find(({ type }) => type === 'handelser')).toMatchObject({ choice: 'off' });
  const id = await submit();
  expect(await messages()).toMatchObject([{ type: 'handelser', title: 'En kollega har skickat in en insats', path: `/insatser/${id}` }]);
  expect(await mailsTo(id)).toEqual([]);
});

it('direct gives a mail at once, and a message', async () => {
  const { session, submit, messages, mailsTo } = await colleagues();
  await choose(session, 'handelser', 'direct');
  const id = await submit();
  expect(await messages()).toHaveLength(1);
  expect(await mailsTo(id)).toEqual(['insats-handelse']);
});

it('daily gives a message, and no mail of its own', async () => {
  const { submit, messages, mailsTo } = await colleagues();
  const id = await submit();
  expect(await messages()).toHaveLength(1);
  expect(await mailsTo(id)).toEqual([]);
});

it('cannot turn decisions, receipts and one’s account off, also when somebody has written so in the database', async () => {
  const { person, session } = await on.world.employer();
  for (const type of ['beslut', 'kvittens', 'konto'])
    expect((await choose(session, type, 'off')).body).toMatchObject({ status: 409, code: 'notifications/always-sent' });
  await on.world.as(`insert into notification_preference (person_id, type, choice) values ($1, 'kvittens', 'off')`, [person.id]);
  const id = await on.cases.submitted(session, await on.cases.period());
  expect((await on.cases.mails(id)).map(({ template }) => template)).toEqual(['insats-mottagen']);
});

it('are one person’s own, and the same for every organisation', async () => {
  const [person, here, there] = [await on.world.person(), await on.world.organization(), await on.world.organization()];
  await on.world.member(person, here);
  await on.world.member(person, there);
  const stranger = await on.world.employer();
  await choose(await on.world.login(person, here), 'handelser', 'off');
  const events = async (session: Session) => (await preferences(session)).types.find(({ type }) => type === 'handelser')!.choice;
  expect(await events(await on.world.login(person, there))).toBe('off');
  expect(await events(stranger.session)).toBe('daily');
});

it('end with the last choice, also when two tabs choose at once; what is no type or choice is refused', async () => {
  const { session } = await on.world.employer();
  const answers = await Promise.all(['off', 'daily', 'direct', 'off'].map((choice) => choose(session, 'handelser', choice)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await choose(session, 'handelser', 'direct')).status).toBe(200);
  expect((await choose(session, 'constructor', 'off')).status).toBe(404);
  expect((await choose(session, 'reklam', 'off')).status).toBe(404);
  expect((await choose(session, 'handelser', 'ibland')).status).toBe(422);
});

import { Client } from 'pg';
import { application } from '../setup/application.js';
import { type Applicant, Board, connection, rejection } from '../setup/board.js';
import { outboxOf } from '../setup/connection-mails.js';
import { testDatabaseUrl } from '../setup/database.js';
import { eventually } from '../setup/mailbox.js';
import { newOrgNumber, type Session } from '../setup/world.js';
import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';
import type { DeskPage, DeskView } from '../../src/connections/desk.dto.js';
import { ConnectionJobs } from '../../src/connections/connection.jobs.js';
import type { SessionView } from '../../src/memberships/session.dto.js';

const on = application();
let board: Board;
let region: string;
let desk: Session;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
  desk = (await board.staff(region)).session;
});

const at = (id: string, act = '') => `/admin/connection-requests/${id}${act && `/${act}`}`;
const post = <T = DeskView>(session: Session, id: string, act: string, body?: object) =>
  on.cases.send<T>(session, 'POST', at(id, act), body);

/** Somebody applies for a company that is in the register. */
async function applied(orgNumber?: string, roles?: string[]): Promise<Applicant & { id: string; orgNumber: string }> {
  const applicant = await board.applicant();
  const number = orgNumber ?? (await board.registered());
  const body = board.application(region, number, roles);
  const { body: made } = await on.cases.send<ConnectionRequestView>(applicant.session, 'POST', '/me/connection-requests', body);
  return { ...applicant, id: made.id, orgNumber: number };
}
async function taken(orgNumber?: string): Promise<Applicant & { id: string; orgNumber: string }> {
  const one = await applied(orgNumber);
  expect((await post(desk, one.id, 'taking')).status).toBe(200);
  return one;
}
const sessionOf = async ({ session }: Applicant) => (await on.cases.send<SessionView>(session, 'GET', '/session')).body;

describe('the queue', () => {
  it('holds the applications of one’s own region, oldest first, and nothing of another’s; the office sees all', async () => {
    const [one, two] = [await applied(), await applied()];
    const other = (await board.staff(await board.region())).session;
    const office = (await board.staff(null)).session;
    const ids = async (session: Session) =>
      (await on.cases.send<DeskPage>(session, 'GET', '/admin/connection-requests?limit=100')).body.rows.map(({ id }) => id);
    const mine = await ids(desk);
    expect(mine.filter((id) => [one.id, two.id].includes(id))).toEqual([one.id, two.id]);
    expect(await ids(other)).toEqual([]);
    expect((await on.cases.send(other, 'GET', at(one.id))).status).toBe(404);
    for (const act of ['taking', 'rejection', 'question', 'transfer', 'connection'])
      expect((await post(other, one.id, act, bodies[act])).status).toBe(404);
    expect((await on.cases.send(office, 'GET', at(one.id))).status).toBe(200);
  });

  it('is not the fund’s: its caseworkers get 403', async () => {
    const { session } = await on.world.caseworker();
    expect((await on.cases.send(session, 'GET', '/admin/connection-requests')).status).toBe(403);
  });

  const bodies: Record<string, object | undefined> = {
    rejection: rejection(),
    question: { question: 'Vilken roll har du?' },
    transfer: { regionCode: 'ingenstans' },
    connection: connection(),
  };
});

it('shows the desk who applies, how to reach the person and what is known of the company', async () => {
  const one = await applied(await board.registered({ name: 'Bygg & Mur i Åre AB', agreement: false }));
  const { body } = await on.cases.send<DeskView>(desk, 'GET', at(one.id));
  expect(body).toMatchObject({
    applicant: 'Sam Sökande',
    email: one.email,
    mobile: expect.stringMatching(/^070-\d{3} \d{2} \d{2}$/),
    handler: null,
    company: { name: 'Bygg & Mur i Åre AB', isConnected: false, hasCollectiveAgreement: false, hasAdministrator: false },
    isQualified: false,
  });
  expect(body.actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['take', 'transfer']);
});

it('connects: the company is made, the person becomes its administrator and sees it at the next request', async () => {
  const one = await taken();
  expect((await sessionOf(one)).choices).toBe(0);
  const answer = await post(desk, one.id, 'connection', connection());
  expect(answer).toMatchObject({ status: 200, body: { statusLabel: 'Kopplad', companyName: 'Exempelbygg AB' } });
  expect((await sessionOf(one)).choices).toBe(1);
  const { body } = await on.cases.send<{ organizations: { id: string; orgNumber: string; title: string }[] }>(
    one.session,
    'GET',
    '/me/organizations',
  );
  expect(body.organizations).toMatchObject([{ orgNumber: `${one.orgNumber.slice(0, 6)}-${one.orgNumber.slice(6)}`, title: 'Platschef' }]);
  const organizationId = body.organizations[0]!.id;
  const chosen = await on.cases.send<SessionView>(one.session, 'PUT', '/context', { kind: 'employer', organizationId });
  expect(chosen.body.context).toMatchObject({ modules: ['larlingar'], roles: [{ code: 'medlem' }, { code: 'foretagsadministrator' }] });
  expect(chosen.body.context!.permissions).not.toContain('insats:read');
  expect(await outboxOf(on.world, one.person)).toMatchObject([
    { template: 'koppla-foretag-mottagen' },
    { template: 'koppla-foretag-klart' },
  ]);
  const verbs = await on.world.as<string[]>('select array_agg(verb order by seq) from event where organization_id = $1', [organizationId]);
  expect(verbs).toEqual(['organization.admit', 'membership.join', 'connection-request.connect']);
});

it('connects once when ten press the button: one membership, one letter', async () => {
  const one = await taken();
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(desk, one.id, 'connection', connection())));
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, ...Array<number>(9).fill(409)]);
  expect(await on.world.as('select count(*)::int from membership where person_id = $1', [one.person.id])).toBe(1);
  expect((await outboxOf(on.world, one.person)).filter(({ template }) => template === 'koppla-foretag-klart')).toHaveLength(1);
});

it('makes one company of two first persons who are connected at the same moment', async () => {
  const orgNumber = await board.registered();
  const both = [await taken(orgNumber), await taken(orgNumber)];
  const answers = await Promise.all(both.map(({ id }) => post(desk, id, 'connection', connection())));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await on.world.as('select count(*)::int from organization where org_number = $1', [orgNumber])).toBe(1);
});

it('gives the first of a company Företagsadministratör, and tells those who administer it of the next', async () => {
  const orgNumber = await board.registered();
  const first = await taken(orgNumber);
  const without = await post(desk, first.id, 'connection', connection({ roles: ['yrkesutbildningsansvarig'] }));
  expect(without).toMatchObject({ status: 422, body: { code: 'connections/administrator-needed', errors: [{ path: 'roles' }] } });
  expect((await post(desk, first.id, 'connection', connection())).status).toBe(200);
  const second = await taken(orgNumber);
  const next = await post(desk, second.id, 'connection', connection({ roles: ['bestallningsgodkannare'] }));
  expect(next.status).toBe(200);
  const told = await on.world.as<string>(
    `select recipient from outbox where template = 'koppla-foretag-ny-anvandare' and event_key like $1`,
    [`%${second.id}`],
  );
  expect(told).toBe(first.email);
});

it('makes nobody a Handledare without yrkesbevis or dispens that is valid today', async () => {
  const one = await taken();
  const wish = (validThrough: string | null) =>
    connection({
      roles: ['foretagsadministrator', 'handledare'],
      qualification: { kind: 'yrkesbevis', occupation: 'Träarbetare', certificateNo: 'YB-1', validThrough },
    });
  for (const bad of [connection({ roles: ['foretagsadministrator', 'handledare'] }), wish('2020-01-01')])
    expect(await post(desk, one.id, 'connection', bad)).toMatchObject({
      status: 422,
      body: { code: 'connections/qualification-needed', errors: [{ path: 'qualification' }] },
    });
  expect(await on.world.as('select count(*)::int from supervisor_qualification where person_id = $1', [one.person.id])).toBe(0);
  expect((await post(desk, one.id, 'connection', wish(null))).status).toBe(200);
  expect((await on.cases.send<DeskView>(desk, 'GET', at(one.id))).body.isQualified).toBe(true);
  const noted = `select json_agg(json_build_object('as', acting_as, 'facts', facts)) from event where verb = 'supervisor.qualify' and subject_id = $1`;
  expect(await on.world.as(noted, [one.person.id])).toEqual([{ as: 'staff', facts: { kind: 'yrkesbevis' } }]);
});

it('connects to no company that is unknown, lacks a collective agreement, or has the person already', async () => {
  const unknown = await taken(newOrgNumber());
  expect(await post(desk, unknown.id, 'connection', connection())).toMatchObject({
    status: 409,
    body: { code: 'connections/company-unknown' },
  });
  const loose = await taken(await board.registered({ agreement: false }));
  expect(await post(desk, loose.id, 'connection', connection())).toMatchObject({
    status: 409,
    body: { code: 'connections/agreement-missing' },
  });
  expect((await post(desk, loose.id, 'connection', connection({ agreementChecked: true }))).status).toBe(200);
  const again = await on.cases.send<ConnectionRequestView>(
    loose.session,
    'POST',
    '/me/connection-requests',
    board.application(region, loose.orgNumber),
  );
  await post(desk, again.body.id, 'taking');
  expect(await post(desk, again.body.id, 'connection', connection())).toMatchObject({
    status: 409,
    body: { code: 'connections/already-member' },
  });
});

it('asks, is answered and rejects; the person reads the question and the reason', async () => {
  const one = await taken();
  expect((await post(desk, one.id, 'question', { question: 'Vilken roll har du på företaget?' })).body.statusLabel).toBe(
    'Mer information begärd',
  );
  const mine = (await on.cases.send<{ rows: ConnectionRequestView[] }>(one.session, 'GET', '/me/connection-requests')).body.rows[0]!;
  expect(mine.history.at(-1)).toMatchObject({ verb: 'ask', note: 'Vilken roll har du på företaget?' });
  const answer = (version: number) =>
    on.cases.send(one.session, 'POST', `/me/connection-requests/${one.id}/answer`, { answer: 'Platschef' }, { 'if-match': `"${version}"` });
  expect((await answer(mine.version - 1)).status).toBe(412);
  expect((await answer(mine.version)).status).toBe(200);
  expect(await post(desk, one.id, 'rejection', rejection({ reason: 'kort' }))).toMatchObject({ status: 422 });
  const rejected = await post(desk, one.id, 'rejection', rejection());
  expect(rejected.body).toMatchObject({ statusLabel: 'Avslagen', reason: 'Företaget har inte bekräftat anställningen.' });
  expect((await outboxOf(on.world, one.person)).map(({ template }) => template)).toEqual([
    'koppla-foretag-mottagen',
    'koppla-foretag-fraga',
    'koppla-foretag-avslag',
  ]);
});

it('goes to another region’s queue, where this one no longer sees it', async () => {
  const one = await taken();
  const elsewhere = await board.region();
  expect(await post(desk, one.id, 'transfer', { regionCode: region })).toMatchObject({
    status: 409,
    body: { code: 'connections/same-region' },
  });
  expect((await post(desk, one.id, 'transfer', { regionCode: elsewhere })).status).toBe(204);
  expect((await on.cases.send(desk, 'GET', at(one.id))).status).toBe(404);
  const there = await on.cases.send<DeskView>((await board.staff(elsewhere)).session, 'GET', at(one.id));
  expect(there.body).toMatchObject({ statusLabel: 'Ansökt', handler: null, region: { code: elsewhere } });
});

it('is never handled by the person who applied', async () => {
  const one = await applied();
  const own = await board.staff(region, one.person);
  expect(await post(own.session, one.id, 'taking')).toMatchObject({ status: 403, body: { code: 'connections/own-request' } });
});

describe('who belongs to the company', () => {
  const barred = { status: 403, body: { code: 'connections/conflict-of-interest' } };
  const acts = {
    question: { question: 'Vilken roll har du?' },
    rejection: rejection(),
    connection: connection({ agreementChecked: true }),
  };
  /** Somebody waits for a row of this database. */
  const WAITING = `select true from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1`;

  it.each([
    ['the region', true],
    ['the office', false],
  ])('does nothing with an application to it, also when working for %s; a colleague does', async (_what, ofRegion) => {
    const company = await on.world.organization({ type: 'byggforetag' });
    const { person, session } = await board.staff(ofRegion ? region : null);
    const membership = await on.world.member(person, company);
    const one = await applied(company.orgNumber);
    const moves = async () =>
      (await on.cases.send<DeskView>(session, 'GET', at(one.id))).body.actions.filter(({ why }) => why !== 'portal/invalid-transition');
    const refused = { allowed: false, why: 'connections/conflict-of-interest', whyText: expect.stringContaining('(jäv)') };
    expect(await moves()).toMatchObject([
      { name: 'take', ...refused },
      { name: 'transfer', ...refused },
    ]);
    expect(await post(session, one.id, 'taking')).toMatchObject(barred);
    expect(await post(session, one.id, 'transfer', { regionCode: await board.region() })).toMatchObject(barred);
    expect(await post(session, one.id, 'personal-number', { reason: 'Kontrollerar personen.' })).toMatchObject(barred);
    expect((await post(desk, one.id, 'taking')).status).toBe(200);
    for (const [act, body] of Object.entries(acts)) expect(await post(session, one.id, act, body)).toMatchObject(barred);
    expect((await moves()).map(({ name, allowed }) => [name, allowed])).toEqual(
      ['transfer', 'ask', 'connect', 'reject'].map((name) => [name, false]),
    );
    await on.world.as(`update membership set status = 'ended' where id = $1`, [membership]);
    expect((await post(session, one.id, 'question', acts.question)).status).toBe(200);
  });

  it('decides nothing either when the membership came after the door was passed', async () => {
    const company = await on.world.organization({ type: 'byggforetag' });
    const { person, session } = await board.staff(region);
    const one = await taken(company.orgNumber);
    const holder = new Client({ connectionString: await testDatabaseUrl() });
    await holder.connect();
    try {
      await holder.query(`begin; select set_config('app.scope', 'system', true)`);
      await holder.query('select from connection_request where id = $1 for update', [one.id]);
      const answer = post(session, one.id, 'connection', acts.connection);
      await eventually(() => on.world.one<true | undefined>(WAITING), 'beslut som väntar på ansökan');
      await on.world.member(person, company);
      await holder.query('commit');
      expect(await answer).toMatchObject(barred);
    } finally {
      await holder.end();
    }
    expect(await on.world.as('select count(*)::int from membership where person_id = $1', [one.person.id])).toBe(0);
  });
});

it('reminds after 30 days without an answer and ends after 60, once each', async () => {
  const one = await taken();
  await post(desk, one.id, 'question', { question: 'Vilken roll har du på företaget?' });
  const jobs = on.app.get(ConnectionJobs);
  const age = (days: number) =>
    on.world.as(`update connection_request set asked_at = now() - make_interval(days => $2) where id = $1`, [one.id, days]);
  await age(31);
  await Promise.all([jobs.sweep(), jobs.sweep()]);
  await age(61);
  await Promise.all([jobs.sweep(), jobs.sweep()]);
  expect((await outboxOf(on.world, one.person)).map(({ template }) => template)).toEqual([
    'koppla-foretag-mottagen',
    'koppla-foretag-fraga',
    'koppla-foretag-paminnelse',
    'koppla-foretag-utgangen',
  ]);
  expect((await on.cases.send<DeskView>(desk, 'GET', at(one.id))).body.statusLabel).toBe('Utgången');
});

import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DbScope } from '../../src/kernel/access.js';
import { Db } from '../../src/kernel/db.js';
import { extractSections } from '../../src/kernel/extract.js';
import type { RegisterExtract } from '../../src/privacy/extract.dto.js';
import { testApp } from '../setup/app.js';
import { Board } from '../setup/board.js';
import { Cases } from '../setup/cases.js';
import { withBankId } from '../setup/identities.js';
import { layInvitation } from '../setup/laid-invitation.js';
import { Pdf } from '../setup/pdf.js';
import { unreadableSignature } from '../setup/signatures.js';
import { type Session, type TestOrganization, type TestPerson, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let cases: Cases;
let me: TestPerson;
let colleague: TestPerson;
let home: TestOrganization;
let mine: { session: Session; personalNumber: string; email: string; insats: string };
/** Everything that would give the colleague away. */
let secrets: string[];

beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  cases = new Cases(app, world);
  [me, colleague, home] = [
    await world.person('Märta Åkesson-Öström'),
    await world.person('Kasper Kollegasson'),
    await world.organization(),
  ];
  const [{ personalNumber }, theirs] = [await withBankId(world, me), await withBankId(world, colleague)];
  const membership = await world.member(me, home, 'ser_samtliga_ansokningar');
  await world.as(
    `with d as (insert into department (organization_id, name) values ($2, 'Mark och anläggning'), ($2, 'Kaspers avdelning') returning *)
     insert into role_grant (membership_id, organization_id, role, department_id)
     select $1, $2, 'avdelningsadministrator', id from d where name like 'Mark%'`,
    [membership, home.id],
  );
  await world.as(`update membership set role_description = 'Leder stomlaget', stated_name = 'M. Öström' where id = $1`, [membership]);
  const grantee = await world.member(colleague, home, 'ser_samtliga_ansokningar');
  await world.as(
    `insert into role_grant (membership_id, organization_id, role, granted_by) values ($1, $2, 'administrera_anvandare', $3)`,
    [grantee, home.id, me.id],
  );
  const email = `${me.id.slice(-12)}@testby.se`;
  const [session, other] = [await world.login(me, home), await world.login(colleague, home)];
  const insats = await bothSides(session, other, email);
  await decideElsewhere();
  for (const person of [me, colleague]) await asPerson(person);
  await layInvitation(world, { person: me, organization: home });
  await world.as(
    `insert into eid_order (provider, purpose, mode, browser_hash, csrf_token, secrets_enc, key_id, status, person_id, issued_at, expires_at, ip)
     select 'freja', 'login', 'qr', sha256(p.id::text::bytea), 'hemlig-token', '\\x00', 'k1', 'complete', p.id, now(), now(), p.ip
     from (values ($1::uuid, '192.0.2.77'), ($2, '198.51.100.88')) p (id, ip)`,
    [me.id, colleague.id],
  );
  await world.as(
    `insert into outbox (event_key, channel, template, recipient, person_id, payload, status)
     values (gen_random_uuid()::text, 'sms', 'koppla-foretag-beslut', '+46701740605', $1, '{}', 'unknown')`,
    [me.id],
  );
  mine = { session, personalNumber, email, insats };
  secrets = [
    colleague.name,
    'Kasper',
    colleague.id,
    theirs.personalNumber,
    `${colleague.id.slice(-12)}@`,
    '198.51.100.88',
    '070-999 88 77',
    'kasper.privat@',
    'K-4712',
  ];
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** Cases of both, entangled: the colleague is responsible for my insats and stands with my shared address in a requisition. */
async function bothSides(session: Session, other: Session, email: string): Promise<string> {
  const [caseworker, period] = [await world.caseworker(), await cases.period()];
  await cases.allot(home, period, 100_000_000);
  const approved = await cases.approved(session, caseworker.session, period, 10_000_000);
  await cases.submitted(session, period, { responsiblePersonId: colleague.id });
  await cases.submitted(other, period);
  await cases.submitRequisition(
    session,
    await cases.requisitionDraft(session, approved, { contactName: me.name, contactEmail: email, lines: line(100_000) }),
  );
  const shared = { contactName: colleague.name, contactEmail: email, contactPhone: '070-999 88 77', lines: line(1_000) };
  await cases.submitRequisition(other, await cases.requisitionDraft(other, approved, shared));
  // Drafts are the colleague's own, whomever they name.
  await cases.requisitionDraft(other, approved, shared);
  await cases.draft(other, period, { responsiblePersonId: me.id });
  return approved;
}
const line = (netOre: number) => [{ description: 'Logi', netOre, vatOre: 0 }];

/** What one has done as staff belongs to the extract too. */
async function decideElsewhere(): Promise<void> {
  const [employer, period] = [await world.employer(), await cases.period()];
  await cases.allot(employer.organization, period, 100_000_000);
  await world.staff(me, 'beslutsfattare');
  await cases.approved(employer.session, await world.login(me, 'staff'), period, 1_000_000);
}

/** What a person has as such: addresses, a browser, a signature, an application to the board. */
async function asPerson(person: TestPerson): Promise<void> {
  const board = new Board(world);
  await board.reach(person, person === me ? 'marta.privat@testby.se' : 'kasper.privat@testby.se');
  await unreadableSignature(world, person, home);
  await world.as(`insert into notification_preference (person_id, type, choice) values ($1, 'handelser', 'off')`, [person.id]);
  await world.as(`insert into operation_event values (default, now(), $1, 'run', 'outbox', $1)`, [person.id]);
  await world.as('insert into known_device (person_id, device_hash) values ($1, $2)', [person.id, randomBytes(32)]);
  await board.laid(person, await board.region(), await board.registered());
  await world.as(`insert into number_view (person_id, organization_id, viewed_by, reason) values ($1, $2, $3, $4)`, [
    person.id,
    home.id,
    person === me ? colleague.id : me.id,
    person === me ? 'Kontrollerar yrkesbeviset' : 'K-4712 behöver kontrolleras',
  ]);
  await world.as(
    `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, verified_by) values ($1, 'yrkesbevis', 'Murare', $2, $1)`,
    [person.id, person === me ? '4711' : 'K-4712'],
  );
}

const rowsOf = (extract: RegisterExtract, name: string) => extract.sections.find((one) => one.name === name)!.rows;
/** A process of its own counts its own extracts. */
async function extractOf(session: Session, log?: string[]): Promise<{ json: RegisterExtract; pdf: Pdf }> {
  const fresh = await testApp({}, log);
  try {
    const ask = (url: string) => fresh.inject({ url: `/api/v1/me/register-extract${url}`, headers: { ...session } });
    return { json: (await ask('')).json<RegisterExtract>(), pdf: new Pdf((await ask('.pdf')).rawPayload) };
  } finally {
    await fresh.close();
  }
}

describe('the register extract', () => {
  it('holds everything about oneself, from every module', async () => {
    const { json } = await extractOf(mine.session);
    expect(json.person).toMatchObject({
      name: me.name,
      identifiers: [{ kind: 'personnummer', number: mine.personalNumber }],
      protectedIdentity: false,
    });
    expect(json.sections.map(({ name }) => name)).toEqual([...extractSections.keys()]);
    expect(json.sections.filter(({ rows }) => rows.length === 0).map(({ name }) => name)).toEqual([]);
    for (const { columns, rows } of json.sections) for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(columns));
    const number = await world.as<string>('select number from insats where id = $1', [mine.insats]);
    expect(rowsOf(json, 'memberships')).toMatchObject([
      { organization: home.name, title: 'HR-chef', email: mine.email, roleDescription: 'Leder stomlaget', statedName: 'M. Öström' },
    ]);
    expect(rowsOf(json, 'roles')).toMatchObject([
      { role: 'Ser samtliga ansökningar', department: null, validTo: null },
      { role: 'Avdelningsadministratör', department: 'Mark och anläggning' },
    ]);
    expect(rowsOf(json, 'grantedRoles')).toMatchObject([{ role: 'Administrera användare', organization: home.name }]);
    expect(rowsOf(json, 'staffRoles')).toMatchObject([{ role: 'Beslutsfattare' }]);
    expect(rowsOf(json, 'sessions').length).toBe(2);
    expect(rowsOf(json, 'eidOrders')).toMatchObject([{ provider: 'Freja eID+', address: '192.0.2.77', purpose: 'Inloggning' }]);
    expect(rowsOf(json, 'events')).toContainEqual(
      expect.objectContaining({ verb: 'insats.submit', caseNumber: number, organization: home.name }),
    );
    expect(rowsOf(json, 'operations')).toMatchObject([{ verb: 'run' }]);
    expect(rowsOf(json, 'insatser')).toHaveLength(2);
    expect(rowsOf(json, 'insatser')).toContainEqual(
      expect.objectContaining({ number, role: 'skapade, skickade in, ansvarig, kontaktperson' }),
    );
    expect(rowsOf(json, 'decisions')).toMatchObject([{ outcome: 'godkand', caseNumber: expect.stringMatching(/^8-\d+$/) }]);
    expect(rowsOf(json, 'requisitions')).toMatchObject([
      { role: 'skapade, skickade in, kontakt', contact: `${me.name}, ${mine.email}, 08-121 21 21` },
      { role: 'kontakt', contact: mine.email },
    ]);
    const sms = { recipient: '+46701740605', status: 'Oklart om det kom fram' };
    expect(rowsOf(json, 'mails').filter(({ recipient }) => recipient !== mine.email)).toMatchObject([sms]);
    expect(rowsOf(json, 'messages')).toContainEqual(
      expect.objectContaining({ type: 'Beslut', title: 'Insatsen är godkänd', organization: home.name, readAt: null }),
    );
    expect(rowsOf(json, 'mailPreferences')).toMatchObject([{ type: 'Händelser i dina ärenden', choice: 'Av' }]);
    expect(rowsOf(json, 'contactPoints')).toMatchObject([
      { kind: 'E-post', value: 'marta.privat@testby.se', status: 'Verifierad' },
      { kind: 'Mobil', value: expect.stringMatching(/^\+4670\d{7}$/) },
    ]);
    expect(rowsOf(json, 'knownDevices')).toHaveLength(1);
    expect(rowsOf(json, 'signatures')).toMatchObject([{ title: 'Godkänn ett villkor', organization: home.name, provider: 'BankID' }]);
    expect(rowsOf(json, 'invitations')).toMatchObject([{ organization: home.name, part: 'bjöd in', status: 'Skickad' }]);
    expect(rowsOf(json, 'connectionRequests')).toMatchObject([
      { roles: 'Företagsadministratör', email: 'sam@testby.se', status: 'Ansökt' },
    ]);
    expect(rowsOf(json, 'numberViews')).toMatchObject([{ by: home.name, reason: 'Kontrollerar yrkesbeviset' }]);
    expect(rowsOf(json, 'qualifications')).toMatchObject([{ kind: 'Yrkesbevis', occupation: 'Murare', certificate: '4711' }]);
    expect(rowsOf(json, 'idempotencyKeys')[0]!.count).toBeGreaterThan(3);
  });

  it('holds nothing of a colleague, nor any secret of ours', async () => {
    const { json, pdf } = await extractOf(mine.session);
    for (const text of [JSON.stringify(json), pdf.text])
      expect([...secrets, 'hemlig-token', mine.session['x-csrf-token']].filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('takes an address for one’s own only where it stands: nobody reads another organisation’s mails by writing its address', async () => {
    const administrator = await world.employer('administrera_anvandare');
    const address = `${me.id.slice(-12)}@testby.se`;
    await world.as('update membership set email = $2 where organization_id = $1', [administrator.organization.id, address]);
    const { json } = await extractOf(administrator.session);
    expect([rowsOf(json, 'requisitions'), rowsOf(json, 'mails')]).toEqual([[], []]);
  });

  it('tells of a case that goes on after one has left no more than what one did and could know', async () => {
    const [person, organization, caseworker, period] = [
      await world.person('Lova Lämnat'),
      await world.organization(),
      await world.caseworker(),
      await cases.period(),
    ];
    await cases.allot(organization, period, 100_000_000);
    const membership = await world.member(person, organization);
    const [session, colleague] = [await world.login(person, organization), await world.person('Kim Kvar')];
    await world.member(colleague, organization, 'ser_samtliga_ansokningar');
    const sent = await cases.submitted(session, period, { name: 'Inskickad före' });
    const draft = await cases.draft(session, period, { name: 'Utkast före', responsiblePersonId: colleague.id });
    await world.as(`update membership set status = 'ended', ended_at = now() where id = $1`, [membership]);
    const kept = { version: draft.version, id: draft.id };
    const later = await cases.send(await world.login(colleague, organization), 'POST', `/insatser/${kept.id}/submission`, undefined, {
      'if-match': `"${kept.version}"`,
    });
    expect(later.status).toBe(200);
    await cases.send(caseworker.session, 'POST', `/admin/insatser/${sent}/approval`, { grantedOre: 100, motivation: '' });
    const { json } = await extractOf(await world.login(person, 'private'));
    expect(rowsOf(json, 'insatser')).toMatchObject([
      { name: 'Inskickad före', number: expect.stringMatching(/^8-/), role: expect.stringContaining('skickade in'), status: null },
      { name: null, number: null, role: 'skapade, kontaktperson', status: null, submittedAt: null },
    ]);
  });

  it('is as empty as can be for somebody who has only logged in', async () => {
    const { json } = await extractOf(await world.login(await world.person('Nils Ny'), 'private'));
    const filled = json.sections.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
    expect(filled).toEqual(['sessions']);
  });

  it('reads behind a wall of its own: a query that forgot whose rows it wants gets one’s own', async () => {
    const own: DbScope = { kind: 'subject', personId: me.id };
    const count = (table: string, where: string) =>
      app.get(Db).read<number>(own, `test:${table}`, `select count(*)::int from ${table} where not (${where})`, []);
    const persons =
      'membership session eid_order person_identifier idempotency_key event contact_point known_device signature number_view connection_request supervisor_qualification operation_event';
    const walls = {
      ...Object.fromEntries(persons.split(' ').map((table) => [table, 'person_id = app_person()'])),
      decision: 'decided_by = app_person()',
      outbox: 'person_id = app_person() or is_own_address(organization_id, recipient)',
    };
    for (const [table, where] of Object.entries(walls)) expect([table, await count(table, where)]).toEqual([table, 0]);
    for (const table of [
      'insats',
      'requisition',
      'allotment',
      'ledger_entry',
      'insats_revision',
      'offert',
      'payee_account',
      'organization_module',
      'invitation',
    ])
      expect([table, await count(table, 'false')]).toEqual([table, 0]);
  });
});

describe('the PDF', () => {
  it('says what the JSON says, with å ä ö', async () => {
    const { json, pdf } = await extractOf(mine.session);
    const bare = (text: string) => text.replaceAll(/\s/g, '');
    const text = bare(pdf.text);
    expect(text).toContain(bare(`Registerutdrag för ${me.name}`));
    expect(text).toContain(`${mine.personalNumber.slice(0, 8)}-${mine.personalNumber.slice(8)}`);
    for (const { title, columns, rows, name } of json.sections) {
      expect(text).toContain(bare(title));
      for (const label of Object.values(columns)) expect([name, label, text.includes(bare(label))]).toEqual([name, label, true]);
      // Sessions and commands have gone on between the two; instants are written in Swedish time.
      const values = name === 'sessions' || name === 'idempotencyKeys' ? [] : rows.flatMap((row) => Object.values(row));
      const texts = values.filter((value): value is string => typeof value === 'string' && !/^\d{4}-.*Z$/.test(value));
      expect(texts.filter((value) => !text.includes(bare(value)))).toEqual([]);
    }
  });

  it('is tagged for assistive technology, in Swedish, with the page on each page', async () => {
    const { pdf } = await extractOf(mine.session);
    for (const mark of [
      /\/Lang \(sv-SE\)/,
      /\/StructTreeRoot/,
      /\/Marked true/,
      /\/DisplayDocTitle true/,
      /\/S \/H1/,
      /\/S \/TH/,
      /\/Scope \/Column/,
    ])
      expect([mark, pdf.says(mark)]).toEqual([mark, true]);
    expect(pdf.pages).toBeGreaterThan(1);
    for (let page = 1; page <= pdf.pages; page++) expect(pdf.text).toContain(`Sida ${page} av ${pdf.pages}`);
  });
});

it('is noted in the log, without name or number', async () => {
  const log: string[] = [];
  await extractOf(mine.session, log);
  const lines = log.filter((text) => text.includes('"registerutdrag"'));
  expect(lines.map((text) => (JSON.parse(text) as { form: string }).form)).toEqual(['json', 'pdf']);
  expect(lines.filter((text) => text.includes(me.name) || text.includes(mine.personalNumber) || text.includes(me.id))).toEqual([]);
});

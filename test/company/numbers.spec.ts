import type { RegisterExtract } from '../../src/privacy/extract.dto.js';
import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import { withBankId } from '../setup/identities.js';
import type { Session } from '../setup/world.js';
import { CompanyDesk, type Employee } from './company.js';

const on = application();
let desk: CompanyDesk;
beforeAll(() => {
  desk = new CompanyDesk(on);
});

/** A company with an administrator and somebody whose number can be asked for. */
async function withEmployee(): Promise<{ admin: Employee; hasse: Employee; personalNumber: string; written: string }> {
  const { company, admin } = await desk.company();
  const hasse = await desk.employee(company, 'Hasse Handledare', 'handledare');
  const { personalNumber } = await withBankId(on.world, hasse.person);
  return { admin, hasse, personalNumber, written: `${personalNumber.slice(0, 8)}-${personalNumber.slice(8)}` };
}
const views = async (session: Session) => {
  const { body } = await on.cases.send<RegisterExtract>(session, 'GET', '/me/register-extract');
  return body.sections.find(({ name }) => name === 'numberViews')!.rows;
};

it('shows the number in clear for a reason, once, and tells the person in her register extract', async () => {
  const { admin, hasse, personalNumber, written } = await withEmployee();
  const list = await desk.users(admin.session);
  expect(list.find(({ id }) => id === hasse.id)?.personalNumber).toBe(`${personalNumber.slice(0, 8)}-****`);
  for (const part of [personalNumber.slice(2), written.slice(2)]) expect(JSON.stringify(list)).not.toContain(part);
  const short = await desk.reveal(admin.session, hasse.id, 'Vet ej');
  expect([short.status, short.body.errors?.map(({ path }) => path)]).toEqual([422, ['reason']]);
  const key = { 'idempotency-key': hasse.id };
  expect(await desk.reveal(admin.session, hasse.id, undefined, key)).toMatchObject({ status: 200, body: { personalNumber: written } });
  const again = await desk.reveal(admin.session, hasse.id, undefined, key);
  expect([again.status, again.body.code]).toEqual([409, 'personnummer/already-shown']);

  const reason = 'Kontrollerar yrkesbeviset mot registret.';
  expect(await views(hasse.session)).toEqual([{ viewedAt: expect.any(String), by: expect.stringMatching(/^Testby/), reason }]);
  expect(await views(admin.session)).toEqual([]);
  const stored = await on.world.as<string>(
    `select concat((select json_agg(e)::text from event e where subject_id = $1), (select json_agg(k)::text from idempotency_key k where person_id = $2))`,
    [hasse.id, admin.person.id],
  );
  expect(stored).toContain('membership.reveal');
  expect([stored.includes(personalNumber.slice(2)), stored.includes(written.slice(2)), stored.includes(reason)]).toEqual([
    false,
    false,
    false,
  ]);
  const { body: user } = await on.cases.send<{ history: { text: string }[] }>(admin.session, 'GET', `/users/${hasse.id}`);
  expect(user.history.map(({ text }) => text)).toContain('Personnumret visades i klartext.');
});

it('is for the company’s administrators: colleagues and the fund’s employers see no number, another company’s people do not exist', async () => {
  const [{ admin, hasse }, other] = [await withEmployee(), await desk.company()];
  expect((await desk.reveal(hasse.session, hasse.id)).status).toBe(403);
  expect((await desk.person(hasse.session, hasse.id)).status).toBe(403);
  for (const act of [desk.reveal(other.admin.session, hasse.id), desk.person(other.admin.session, hasse.id)])
    expect((await act).status).toBe(404);
  expect(await views(hasse.session)).toEqual([]);

  const fund = await on.world.employer('administrera_anvandare');
  await withBankId(on.world, fund.person);
  const member = await on.world.as<string>('select id from membership where person_id = $1', [fund.person.id]);
  expect((await desk.users(fund.session)).map(({ personalNumber }) => personalNumber)).toEqual([null]);
  for (const act of [desk.reveal(fund.session, member), desk.person(fund.session, member)]) expect((await act).status).toBe(403);
  // Not even for an administrator of both kinds, whose organisation uses the portal for insatser only.
  await on.world.as(`insert into role_grant (membership_id, organization_id, role) values ($1, $2, 'foretagsadministrator')`, [
    member,
    fund.organization.id,
  ]);
  expect((await desk.reveal(fund.session, member)).status).toBe(403);
  expect((await desk.person(admin.session, hasse.id)).body.personalNumber).toMatch(/^19\d{6}-\*{4}$/);
});

it('may be asked for twenty times an hour, whichever the person and the company', async () => {
  const [{ admin, hasse }, { company }] = [await withEmployee(), await desk.company()];
  await on.world.as(
    `insert into number_view (person_id, organization_id, viewed_by, reason)
     select $1, $3, $2, 'Tidigare kontroll' from generate_series(1, 19)`,
    [hasse.person.id, admin.person.id, company.id],
  );
  const both = await Promise.all([desk.reveal(admin.session, hasse.id), desk.reveal(admin.session, hasse.id)]);
  expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 429]);
});

it('says what the person has verified in her own name', async () => {
  const { admin, hasse } = await withEmployee();
  const email = await on.world.as<string>('select email from membership where id = $1', [hasse.id]);
  await new Board(on.world).reach(hasse.person, email.toUpperCase());
  expect((await desk.person(admin.session, hasse.id)).body).toMatchObject({ emailVerified: true, mobileVerified: false, hasCome: true });
});

it('never tells whether somebody has verified what the company has written, also when he or she comes; it does of what the person writes', async () => {
  const { admin, company } = await desk.company();
  const victim = await on.world.person('Vera Verifierad');
  const { personalNumber } = await withBankId(on.world, victim);
  const email = `vera-${victim.id.slice(-8)}@testby.se`;
  const mobile = await new Board(on.world).reach(victim, email);
  const { id } = (await desk.add(admin.session, desk.form({ personalNumber, email, mobile, roles: ['foretagsadministrator'] }))).body;
  const told = async () => {
    const { emailVerified, mobileVerified } = (await desk.person(admin.session, id)).body;
    return [emailVerified, mobileVerified];
  };
  const write = async (contact: { email: string; phone: string }, who = admin.session) => {
    const { headers } = await on.cases.send(who, 'GET', `/users/${id}`);
    const body = { title: 'Personalchef', ...contact };
    return on.cases.send(who, 'PUT', `/users/${id}`, body, { 'if-match': String(headers['etag']) });
  };
  expect(await told()).toEqual([false, false]);
  expect((await write({ email: 'gissning@testby.se', phone: mobile })).status).toBe(200);
  expect((await write({ email, phone: mobile })).status).toBe(200);
  expect(await told()).toEqual([false, false]);
  const session = await on.world.login(victim, null);
  await on.cases.send(session, 'PUT', '/context', { kind: 'employer', organizationId: company.id });
  expect([(await desk.person(admin.session, id)).body.hasCome, await told()]).toEqual([true, [false, false]]);
  const herself = await on.world.login(victim, company);
  for (const own of ['vera@testby.se', email]) expect((await write({ email: own, phone: mobile }, herself)).status).toBe(200);
  expect(await told()).toEqual([true, false]);
  await write({ email: 'gissning@testby.se', phone: mobile });
  await write({ email, phone: mobile });
  expect(await told()).toEqual([false, false]);
});

describe('the region’s desk', () => {
  it('shows an applicant’s number for a reason, in the application’s history and the person’s register extract', async () => {
    const board = new Board(on.world);
    const [region, applicant] = [await board.region(), await board.applicant()];
    const { personalNumber } = await withBankId(on.world, applicant.person);
    const id = await board.laid(applicant.person, region, await board.registered());
    const [{ session }, abroad, fund] = [await board.staff(region), await board.staff(await board.region()), await on.world.caseworker()];
    const ask = (who: Session) =>
      on.cases.send<{ personalNumber: string }>(who, 'POST', `/admin/connection-requests/${id}/personal-number`, {
        reason: 'Ringer och behöver veta vem det är.',
      });
    expect(await ask(session)).toMatchObject({
      status: 200,
      body: { personalNumber: `${personalNumber.slice(0, 8)}-${personalNumber.slice(8)}` },
    });
    expect([(await ask(abroad.session)).status, (await ask(fund.session)).status]).toEqual([404, 403]);
    expect(await views(applicant.session)).toMatchObject([{ by: 'Yrkesnämnden', reason: 'Ringer och behöver veta vem det är.' }]);
    const verbs = await on.world.as<string[]>('select array_agg(verb) from connection_event where request_id = $1', [id]);
    expect(verbs).toEqual(['reveal']);
  });
});

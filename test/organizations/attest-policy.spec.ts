import type { AttestPolicyView } from '../../src/organizations/attest-policy.dto.js';
import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import type { Session } from '../setup/world.js';
import { type Insider, UserDesk, wish } from '../users/users.js';

const on = application();
const desk = new UserDesk(on);

const read = async (session: Session) => (await on.cases.send<AttestPolicyView>(session, 'GET', '/attest-policy')).body;
const change = (session: Session, policy: string, version: number, headers = {}) =>
  on.cases.send<AttestPolicyView & { code?: string }>(
    session,
    'PUT',
    '/attest-policy',
    { policy },
    { 'if-match': `"${version}"`, ...headers },
  );
const events = (organization: { id: string }) =>
  on.world.as(`select json_agg(facts order by seq) from event where subject_id = $1 and verb = 'organization.attest-policy'`, [
    organization.id,
  ]);

it('is nothing from the beginning, changed by an administrator, remembered in the audit trail, once a press', async () => {
  const { session, organization } = await on.world.employer('administrera_anvandare');
  expect(await read(session)).toEqual({ policy: 'none', label: 'Inget', changedBy: null, changedAt: null, version: 1 });
  const changed = { changedBy: 'Anni Widdersjö', changedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) };
  const key = { 'idempotency-key': newKey() };
  for (let n = 0; n < 2; n++)
    expect((await change(session, 'requisition', 1, key)).body).toEqual({
      policy: 'requisition',
      label: 'Rekvisitioner',
      ...changed,
      version: 2,
    });
  expect((await change(session, 'requisition_and_offer', 2)).body.version).toBe(3);
  expect(await events(organization)).toEqual([
    { from: 'none', to: 'requisition' },
    { from: 'requisition', to: 'requisition_and_offer' },
  ]);
});

it('is refused from an old page, as anything else, and without the right', async () => {
  const { session, organization } = await on.world.employer('administrera_anvandare');
  await change(session, 'requisition', 1);
  expect(await change(session, 'none', 1)).toMatchObject({ status: 412 });
  expect(await change(session, 'allt', 2)).toMatchObject({ status: 422, body: { code: 'portal/invalid' } });
  const person = await on.world.person('Atte Attestant');
  await on.world.member(person, organization, 'attestant');
  const attestant = await on.world.login(person, organization);
  expect((await change(attestant, 'none', 2)).status).toBe(403);
  expect((await on.cases.send(attestant, 'GET', '/attest-policy')).status).toBe(403);
});

it('is changed in nobody’s silence: the other administrators and those who attest are told, and see who did it', async () => {
  const { organization, admin } = await desk.office();
  const chef = await desk.join(organization, 'Karin Chef', 'administrera_anvandare');
  const [attests, eva] = [await desk.join(organization, 'Atte Attestant', 'attestant'), await desk.join(organization, 'Eva Ekonomi')];
  await change(admin.session, 'requisition_and_offer', 1);
  await change(admin.session, 'requisition_and_offer', 2);
  await change(chef.session, 'none', 2);
  const told = async (to: Insider) =>
    (await desk.mails(to)).map(({ template, payload: { name, before, after } }) => [template, name, before, after].join(' | '));
  const [first, second] = [
    'attest-andrad | Anni Widdersjö | Inget | Rekvisitioner och offerter',
    'attest-andrad | Karin Chef | Rekvisitioner och offerter | Inget',
  ];
  expect([await told(attests), await told(chef), await told(admin), await told(eva)]).toEqual([[first, second], [first], [second], []]);
  expect(await read(admin.session)).toMatchObject({ policy: 'none', changedBy: 'Karin Chef' });
});

it('is made stricter by who administers for a day, and never weaker: what is given up outlasts the right (0019)', async () => {
  const { organization, admin } = await desk.office();
  const stand = await desk.join(organization, 'Stina Ställföre');
  await desk.permit(admin, stand.id, wish('administrera_anvandare', null, '2150-01-31'));
  expect((await change(stand.session, 'requisition', 1)).status).toBe(200);
  for (const policy of ['requisition_and_offer', 'requisition', 'none'] as const)
    expect([policy, (await change(stand.session, policy, policy === 'requisition_and_offer' ? 2 : 3)).body.code]).toEqual([
      policy,
      policy === 'requisition_and_offer' ? undefined : 'attest/beyond-own',
    ]);
  expect((await change(admin.session, 'none', 3)).status).toBe(200);
});

it('is the own organisation’s only', async () => {
  const [mine, theirs] = [await on.world.employer('administrera_anvandare'), await on.world.employer('administrera_anvandare')];
  await change(mine.session, 'requisition', 1);
  expect(await read(theirs.session)).toMatchObject({ policy: 'none', version: 1 });
});

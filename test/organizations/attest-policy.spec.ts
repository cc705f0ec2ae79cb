import type { AttestPolicyView } from '../../src/organizations/attest-policy.dto.js';
import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import type { Session } from '../setup/world.js';

const on = application();

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
  expect(await read(session)).toEqual({ policy: 'none', label: 'Inget', version: 1 });
  const key = { 'idempotency-key': newKey() };
  for (let n = 0; n < 2; n++)
    expect((await change(session, 'requisition', 1, key)).body).toEqual({ policy: 'requisition', label: 'Rekvisitioner', version: 2 });
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

it('is the own organisation’s only', async () => {
  const [mine, theirs] = [await on.world.employer('administrera_anvandare'), await on.world.employer('administrera_anvandare')];
  await change(mine.session, 'requisition', 1);
  expect(await read(theirs.session)).toMatchObject({ policy: 'none', version: 1 });
});

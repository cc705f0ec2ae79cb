import type { MyOrganizations, SessionView } from '../../src/memberships/session.dto.js';
import { application } from '../setup/application.js';
import { Board, type PartyRole } from '../setup/board.js';
import type { TestPerson } from '../setup/world.js';

const on = application();
let board: Board;
let region: string;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
});

it.each([
  ['part_ag', 'Arbetsgivarpart'],
  ['part_at', 'Arbetstagarpart'],
] as const)('lets %s choose the board, and do nothing there yet: no application of the region is shown', async (role, label) => {
  const { person } = await board.party(region, role);
  const session = await on.world.login(person, null);
  const { body: choices } = await on.cases.send<MyOrganizations>(session, 'GET', '/me/organizations');
  expect(choices).toEqual({ organizations: [], staff: { roles: [{ code: role, label }] } });
  const { body } = await on.cases.send<SessionView>(session, 'PUT', '/context', { kind: 'staff' });
  expect(body.context).toMatchObject({ kind: 'staff', roles: [{ code: role, label }], permissions: ['session:use'] });
  const there = await on.world.login(person, 'staff');
  for (const path of ['connection-requests', 'companies', 'insatser', 'mails'])
    expect((await on.cases.send(there, 'GET', `/admin/${path}`)).status).toBe(403);
});

describe('nobody is both parties of a region (domain §13:17)', () => {
  const other: Record<PartyRole, PartyRole> = { part_ag: 'part_at', part_at: 'part_ag' };
  let person: TestPerson;
  beforeEach(async () => void ({ person } = await board.party(region, 'part_ag', undefined, ['2026-01-01', '2026-12-31'])));

  it.each(['part_ag', 'part_at'] as const)('at one time, begun as %s', async (role) => {
    const { person: one } = await board.party(region, role);
    await expect(board.party(region, other[role], one)).rejects.toThrow('staff_grant_one_party');
    await expect(board.party(region, role, one)).resolves.toBeDefined();
  });

  it('also when the two only overlap by a day', async () => {
    await expect(board.party(region, 'part_at', person, ['2026-12-30', null])).rejects.toThrow('staff_grant_one_party');
  });

  it('but may be the other party afterwards, or in another region', async () => {
    await expect(board.party(region, 'part_at', person, ['2026-12-31', null])).resolves.toBeDefined();
    await expect(board.party(await board.region(), 'part_at', person, ['2026-01-01', null])).resolves.toBeDefined();
  });

  it('and each has a region, which nobody of the fund has', async () => {
    const appoint = 'insert into staff_grant (person_id, role, region_code) values ($1, $2, $3)';
    await expect(on.world.as(appoint, [person.id, 'part_ag', null])).rejects.toThrow('staff_grant_region');
    await expect(on.world.as(appoint, [person.id, 'ekonom', region])).rejects.toThrow('staff_grant_region');
  });
});

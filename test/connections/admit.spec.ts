import { application } from '../setup/application.js';
import { Board, connection } from '../setup/board.js';
import type { Session } from '../setup/world.js';
import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';

const on = application();
let board: Board;
let region: string;
let desk: Session;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
  desk = (await board.staff(region)).session;
});

/** Somebody's application to a number, on the desk. */
async function taken(orgNumber: string) {
  const applicant = await board.applicant();
  const body = board.application(region, orgNumber);
  const { id } = (await on.cases.send<ConnectionRequestView>(applicant.session, 'POST', '/me/connection-requests', body)).body;
  expect((await on.cases.send(desk, 'POST', `/admin/connection-requests/${id}/taking`)).status).toBe(200);
  return { ...applicant, id };
}
const connect = (id: string) =>
  on.cases.send(desk, 'POST', `/admin/connection-requests/${id}/connection`, connection({ agreementChecked: true }));

describe('who is in the portal already', () => {
  const laid = async (type: string, modules: string[], home: string | null) => {
    const organization = await on.world.organization({ type, modules });
    await on.world.as('update organization set region_code = $2 where id = $1', [organization.id, home]);
    return organization;
  };
  const terms = (id: string) =>
    on.world.as(
      `select json_build_object('region', region_code, 'agreement', has_collective_agreement, 'modules',
        (select json_agg(module order by module) from organization_module where organization_id = $1)) from organization where id = $1`,
      [id],
    );
  const admitted = (id: string) =>
    on.world.as<object | undefined>(`select facts from event where organization_id = $1 and verb = 'organization.admit'`, [id]);

  it.each([
    ['an employer of the fund', 'kommun', ['insatser'], 'not-a-company'],
    ['a building company that is the fund’s employer', 'byggforetag', ['insatser'], 'not-a-company'],
    ['an employer without modules', 'sobonaforetag', [], 'not-a-company'],
  ])('is left alone when it is %s: nobody is connected, no module is switched on', async (_what, type, modules, code) => {
    const organization = await laid(type, modules, null);
    const before = await terms(organization.id);
    const one = await taken(organization.orgNumber);
    expect(await connect(one.id)).toMatchObject({ status: 409, body: { code: `connections/${code}` } });
    expect(await terms(organization.id)).toEqual(before);
    expect(await on.world.as('select count(*)::int from membership where person_id = $1', [one.person.id])).toBe(0);
  });

  it.each(['merged', 'closed'])('is told to the desk when it is %s', async (status) => {
    const organization = await laid('byggforetag', ['larlingar'], null);
    await on.world.as('update organization set status = $2 where id = $1', [organization.id, status]);
    const one = await taken(organization.orgNumber);
    expect(await connect(one.id)).toMatchObject({ status: 409, body: { code: 'connections/company-closed' } });
  });

  it('keeps the region and the agreement it has, whichever region connects somebody to it', async () => {
    const home = await board.region();
    const both = await laid('kommun', ['insatser', 'larlingar'], home);
    const one = await taken(both.orgNumber);
    expect((await connect(one.id)).status).toBe(200);
    expect(await terms(both.id)).toEqual({ region: home, agreement: false, modules: ['insatser', 'larlingar'] });
    expect(await admitted(both.id)).toBeUndefined();
  });

  it('becomes the region’s company, with what changed in its audit trail, when it is a building company with nothing here yet', async () => {
    const loose = await laid('byggforetag', [], null);
    const one = await taken(loose.orgNumber);
    expect((await connect(one.id)).status).toBe(200);
    expect(await admitted(loose.id)).toEqual({
      before: { modules: [], region: null, hasCollectiveAgreement: false },
      after: { modules: ['larlingar'], region, hasCollectiveAgreement: true },
    });
  });
});

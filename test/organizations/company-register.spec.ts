import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import { newOrgNumber, type Session } from '../setup/world.js';
import type { CompanyImport } from '../../src/organizations/company-register.dto.js';

const on = application();
let office: Session;
let region: string;
beforeAll(async () => {
  const board = new Board(on.world);
  [office, region] = [(await board.staff(null)).session, await board.region()];
});

const send = (act: 'preview' | 'import', csv: string, session = office) =>
  on.cases.send<CompanyImport>(session, 'POST', `/admin/company-register/${act}`, { register: csv });
const heading = 'Organisationsnummer;Namn;Region;Kollektivavtal';
const inRegister = (orgNumber: string) =>
  on.world.as<string | undefined>('select name from company_register where org_number = $1', [orgNumber]);

it('says row by row what an import would do, and does it only when asked', async () => {
  const [good, twice] = [newOrgNumber(), newOrgNumber()];
  const csv = [
    heading,
    `${good};Åkes Bygg AB;${region};ja`,
    `${twice};Mur & Puts AB;${region};nej`,
    `${twice};Mur & Puts AB;${region};nej`,
    `212000-0143;Fel nummer;${region};ja`,
    `${newOrgNumber()};Utan region;atlantis;ja`,
    `${newOrgNumber()};Kanske;${region};kanske`,
  ].join('\r\n');
  const { status, body } = await send('preview', `\ufeff${csv}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ added: 2, changed: 0, wrong: 4 });
  expect(body.rows.map(({ line, outcome, fault }) => [line, outcome, fault === null])).toEqual([
    [2, 'new', true],
    [3, 'new', true],
    [4, 'wrong', false],
    [5, 'wrong', false],
    [6, 'wrong', false],
    [7, 'wrong', false],
  ]);
  expect(await inRegister(good)).toBeUndefined();
  expect((await send('import', csv)).body).toMatchObject({ added: 2, wrong: 4 });
  expect(await inRegister(good)).toBe('Åkes Bygg AB');
  const changed = await send('import', `Namn,Kollektivavtal,Organisationsnummer,Region\n"Åkes Bygg & Betong, AB",nej,${good},${region}`);
  expect(changed.body).toMatchObject({ added: 0, changed: 1, wrong: 0 });
  expect((await send('preview', `${heading}\n${good};Åkes Bygg & Betong, AB;${region};nej`)).body.rows).toMatchObject([
    { outcome: 'same' },
  ]);
});

it('is remembered by each company that is in the portal, when something was new to it', async () => {
  const { id, orgNumber } = await on.world.organization({ type: 'byggforetag', modules: ['larlingar'] });
  const csv = `${heading}\n${orgNumber};Åkes Bygg AB;${region};ja\n${newOrgNumber()};Mur & Puts AB;${region};nej`;
  for (let n = 0; n < 2; n++) expect((await send('import', csv)).status).toBe(200);
  const facts = await on.world.as(
    `select json_agg(json_build_object('as', acting_as, 'facts', facts)) from event where organization_id = $1 and verb = 'organization.register'`,
    [id],
  );
  expect(facts).toEqual([{ as: 'staff', facts: { outcome: 'new', name: 'Åkes Bygg AB', region, hasCollectiveAgreement: true } }]);
});

it.each([
  ['utan rubrik', '5560160680;Bygg;x;ja'],
  ['ojämna rader', `${heading}\n1;2\n1;2;3;4;5`],
  ['bara rubriken', heading],
  ['en öppen citattecken', `${heading}\n"5560160680;Bygg`],
])('refuses a text that is no such table: %s', async (_what, csv) => {
  const { status, body } = await send('preview', csv);
  expect(status).toBe(422);
  expect((body as unknown as { errors: { path: string }[] }).errors[0]!.path).toBe('register');
});

it('is the office’s alone: neither a region nor the fund imports', async () => {
  const csv = `${heading}\n${newOrgNumber()};Åkes Bygg AB;${region};ja`;
  const staff = [(await new Board(on.world).staff(region)).session, (await on.world.caseworker()).session];
  for (const session of staff) expect((await send('import', csv, session)).status).toBe(403);
});

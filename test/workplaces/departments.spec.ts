import type { CompanyPage, CompanyRowView } from '../../src/workplaces/company.dto.js';
import type { DepartmentList, DepartmentView } from '../../src/workplaces/department.dto.js';
import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import { Company, companyMember } from '../setup/company.js';
import { command, type Session } from '../setup/world.js';

const on = application();
let mine: Company;
let theirs: Company;
let office: Session;
beforeAll(async () => {
  [mine, theirs] = [await Company.found(on.world, on.cases), await Company.found(on.world, on.cases)];
  office = (await new Board(on.world).staff(null)).session;
});

const list = async (session: Session) => (await on.cases.send<DepartmentList>(session, 'GET', '/departments')).body.departments;
const find = async (id: string, session = mine.administrator) => (await list(session)).find((one) => one.id === id)!;
const rename = (session: Session, id: string, name: string, version = 1) =>
  on.cases.send<DepartmentView>(session, 'PUT', `/departments/${id}`, { name }, { 'if-match': `"${version}"` });
const close = ({ id, version, people, workplaces }: DepartmentView, session = mine.administrator) =>
  on.cases.send<DepartmentView>(
    session,
    'POST',
    `/departments/${id}/closing`,
    { people, workplaces },
    {
      'if-match': `"${version}"`,
    },
  );
const events = ({ organization }: Company, verb: string) =>
  on.world.as<number>('select count(*)::int from event where organization_id = $1 and verb = $2', [organization.id, verb]);

describe('departments', () => {
  it('are named, renamed and listed in Swedish order by the Företagsadministratör, each with its open workplaces and people, and audited', async () => {
    const [ol, al] = [await mine.department('Östra'), await mine.department('Anläggning')];
    await mine.workplace('Hamnen', ol);
    await mine.departmental(ol);
    const { status, body } = await rename(mine.administrator, al, 'Åkerier');
    expect([status, body]).toMatchObject([200, { name: 'Åkerier', version: 2, people: 0, workplaces: 0 }]);
    expect((await list(mine.administrator)).map(({ name, people, workplaces }) => [name, people, workplaces])).toEqual([
      ['Åkerier', 0, 0],
      ['Östra', 1, 1],
    ]);
    expect([await events(mine, 'department.create'), await events(mine, 'department.rename')]).toEqual([2, 1]);
  });

  it('have names of their own whatever the case, also when two rename at once, and one of two renamings of one wins', async () => {
    const [a, b] = [await mine.department('Berg'), await mine.department('Betong')];
    expect(await on.cases.send(mine.administrator, 'POST', '/departments', { name: 'BERG ' })).toMatchObject({
      status: 409,
      body: { code: 'departments/name-taken', errors: [{ path: 'name' }] },
    });
    const both = await Promise.all([a, b].map((id) => rename(mine.administrator, id, 'Ärlighet')));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const [won] = both.map(({ status }, n) => (status === 200 ? [a, b][n]! : '')).filter(Boolean);
    const again = await Promise.all(['Ett', 'Två'].map((name) => rename(mine.administrator, won!, name, 2)));
    expect(again.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    for (const name of ['', '  ', 'x'.repeat(101), 'a\u0000b', 7])
      expect((await on.cases.send(mine.administrator, 'POST', '/departments', { name })).status).toBe(422);
  });

  it('are made once by a double click', async () => {
    const key = { 'idempotency-key': 'avdelning-en-gang' };
    const make = () => on.cases.send<DepartmentView>(mine.administrator, 'POST', '/departments', { name: 'Dubbel' }, key);
    const [first, second] = [await make(), await make()];
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    expect((await list(mine.administrator)).filter(({ name }) => name === 'Dubbel')).toHaveLength(1);
  });

  it('close with the impact that was told and no other, and come back with what was in them', async () => {
    const id = await mine.department('Stängs');
    const told = await find(id);
    const workplace = await mine.workplace('Kajen', id);
    const admin = await mine.departmental(id);
    expect(await close(told)).toMatchObject({ status: 409, body: { code: 'departments/impact-changed', people: 1, workplaces: 1 } });
    const now = await find(id);
    expect((await on.cases.send(admin, 'GET', '/workplaces')).status).toBe(200);
    const { status, body } = await close(now);
    expect([status, body.active, body.actions]).toMatchObject([200, false, [{ name: 'reopen', allowed: true }]]);
    expect((await on.cases.send(admin, 'GET', '/workplaces')).status).toBe(403);
    expect((await rename(mine.administrator, id, 'Nytt', body.version)).body).toMatchObject({ code: 'departments/closed' });
    expect((await close(body)).body).toMatchObject({ code: 'departments/closed' });
    const reopen = (version: number) =>
      on.cases.send<DepartmentView>(mine.administrator, 'DELETE', `/departments/${id}/closing`, undefined, { 'if-match': `"${version}"` });
    const taken = await mine.department('stängs');
    expect((await reopen(body.version)).body).toMatchObject({ code: 'departments/name-taken' });
    await rename(mine.administrator, taken, 'Annat');
    expect((await reopen(body.version)).body).toMatchObject({ active: true, people: 1, workplaces: 1 });
    expect(await mine.departmentsOf(workplace)).toEqual([id]);
    expect((await on.cases.send(admin, 'GET', '/workplaces')).status).toBe(200);
  });

  it('never all close, not even when two close the last two at once', async () => {
    const company = await Company.found(on.world, on.cases);
    for (const name of ['Ena', 'Andra']) await company.department(name);
    const both = await Promise.all((await list(company.administrator)).map((one) => close(one, company.administrator)));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'departments/last' });
    const [left] = (await list(company.administrator)).filter(({ active }) => active);
    expect(left!.actions).toMatchObject([{ name: 'close', allowed: false, why: 'departments/last' }]);
  });
});

describe('an Avdelningsadministratör', () => {
  it('sees and renames only his or her own departments, and neither makes, closes nor opens any', async () => {
    const [own, other] = [await mine.department('Egen'), await mine.department('Andras')];
    const session = await mine.departmental(own);
    expect((await list(session)).map(({ name, actions }) => [name, actions])).toEqual([['Egen', []]]);
    expect((await rename(session, own, 'Egen och fin')).status).toBe(200);
    expect((await rename(session, other, 'Kapad')).status).toBe(404);
    const match = { 'if-match': '"2"' };
    for (const [method, url, body] of [
      ['POST', '/departments', { name: 'Ny' }],
      ['POST', `/departments/${own}/closing`, { people: 1, workplaces: 0 }],
      ['DELETE', `/departments/${own}/closing`, undefined],
    ] as const)
      expect([url, (await on.cases.send(session, method, url, body, match)).status]).toEqual([url, 403]);
  });

  it('is one by a department that is his or hers today: a grant of tomorrow or ended gives nothing, and without one there is none', async () => {
    const id = await mine.department('Idag');
    const stored = async (sql: string) => {
      const { person, session } = await companyMember(on.world, mine.organization, 'avdelningsadministrator', id);
      await on.world.as(
        `update role_grant set ${sql} where membership_id = (select id from membership where person_id = $1 and organization_id = $2)`,
        [person.id, mine.organization.id],
      );
      return (await on.cases.send(session, 'GET', '/departments')).status;
    };
    expect(await stored('valid_to = null')).toBe(200);
    for (const sql of [`valid_from = now() + interval '1 day'`, `valid_from = now() - interval '1 day', valid_to = now()`])
      expect([sql, await stored(sql)]).toEqual([sql, 403]);
    await expect(stored('department_id = null')).rejects.toMatchObject({ constraint: 'role_grant_place' });
  });

  it('can’t be one of another company’s department: the database refuses it', async () => {
    const foreign = await theirs.department('Utlandet');
    await expect(companyMember(on.world, mine.organization, 'avdelningsadministrator', foreign)).rejects.toMatchObject({ code: '23503' });
    expect((await rename(mine.administrator, foreign, 'Kapad')).status).toBe(404);
    expect((await list(mine.administrator)).map(({ id }) => id)).not.toContain(foreign);
  });

  it('is none to members with other roles', async () => {
    for (const role of ['handledare', 'yrkesutbildningsansvarig', 'bestallningsgodkannare']) {
      const { session } = await companyMember(on.world, mine.organization, role);
      expect([role, (await on.cases.send(session, 'GET', '/departments')).status]).toEqual([role, 403]);
    }
  });
});

describe('the board’s office', () => {
  const companies = (q: string) => on.cases.send<CompanyPage>(office, 'GET', `/admin/companies?q=${encodeURIComponent(q)}`);
  const turn = (row: CompanyRowView, enabled: boolean, headers: Record<string, string> = {}) =>
    on.cases.send<CompanyRowView>(
      office,
      'PUT',
      `/admin/companies/${row.id}/departments`,
      { enabled },
      { 'if-match': `"${row.version}"`, ...headers },
    );

  it('finds a company by name or number, and switches its departments on, once, audited; the open pages know at the next request', async () => {
    const company = await Company.found(on.world, on.cases, false);
    const { organization, administrator } = company;
    expect(await on.cases.send(administrator, 'GET', '/departments')).toMatchObject({
      status: 409,
      body: { code: 'departments/not-activated' },
    });
    expect((await on.cases.send(administrator, 'POST', '/departments', { name: 'Ny' })).body).toMatchObject({
      code: 'departments/not-activated',
    });
    const dashed = `${organization.orgNumber.slice(0, 6)}-${organization.orgNumber.slice(6)}`;
    for (const q of [organization.name, organization.orgNumber, dashed])
      expect((await companies(q)).body.rows).toMatchObject([{ id: organization.id, departmentsEnabled: false, workplaces: 1 }]);
    const [row] = (await companies(organization.name)).body.rows;
    const once = command(office)['idempotency-key'];
    const [first, again] = [await turn(row!, true, { 'idempotency-key': once }), await turn(row!, true, { 'idempotency-key': once })];
    expect([first.status, again.body]).toMatchObject([200, first.body]);
    expect(await turn(row!, false)).toMatchObject({ status: 412 });
    expect(await events(company, 'organization.departments')).toBe(1);
    expect((await on.cases.send(administrator, 'GET', '/departments')).status).toBe(200);
  });

  it('can’t switch them off while they hold workplaces or people; when they are off an Avdelningsadministratör is none', async () => {
    const company = await Company.found(on.world, on.cases);
    const department = await company.department('Sista');
    const workplace = await company.workplace('Torget', department);
    const session = await company.departmental(department);
    const [row] = (await companies(company.organization.name)).body.rows;
    expect(await turn(row!, false)).toMatchObject({
      status: 409,
      body: {
        code: 'departments/in-use',
        people: 1,
        workplaces: 1,
        detail: 'Företagets öppna avdelningar har 1 person och 1 arbetsplats. Företaget behöver först flytta dem.',
      },
    });
    await on.world.as('delete from workplace_department where workplace_id = $1', [workplace]);
    expect(await turn(row!, false)).toMatchObject({ status: 409, body: { people: 1, workplaces: 0 } });
    await on.world.as('update role_grant set valid_to = now() where department_id = $1', [department]);
    expect((await turn(row!, false)).body).toMatchObject({ departmentsEnabled: false, departments: 1 });
    expect((await on.cases.send(session, 'GET', '/workplaces')).status).toBe(403);
  });

  it('may not where one is a member: jäv', async () => {
    const company = await Company.found(on.world, on.cases);
    const { person, session } = await new Board(on.world).staff(null);
    await on.world.member(person, company.organization);
    const url = `/admin/companies/${company.organization.id}/departments`;
    const answer = await on.cases.send(session, 'PUT', url, { enabled: false }, { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'departments/conflict-of-interest' } });
  });

  it('is the only one who may; what is no company is not found', async () => {
    const [row] = (await companies(mine.organization.name)).body.rows;
    const board = new Board(on.world);
    const others = [(await board.staff(await board.region())).session, (await on.world.caseworker()).session, mine.administrator];
    for (const session of others)
      for (const [method, url] of [
        ['GET', '/admin/companies'],
        ['PUT', `/admin/companies/${row!.id}/departments`],
      ] as const)
        expect((await on.cases.send(session, method, url, method === 'PUT' ? { enabled: false } : undefined)).status).toBe(403);
    const kommun = await on.world.organization();
    expect((await companies(kommun.name)).body.rows).toEqual([]);
    expect((await turn({ ...row!, id: kommun.id, version: 1 }, true)).status).toBe(404);
  });
});

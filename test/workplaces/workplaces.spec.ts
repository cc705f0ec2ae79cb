import type { MovePreview } from '../../src/workplaces/move.dto.js';
import type { WorkplaceForm, WorkplacePage, WorkplaceView } from '../../src/workplaces/workplace.dto.js';
import { application } from '../setup/application.js';
import type { Answer } from '../setup/cases.js';
import { Company, companyMember, workplaceForm } from '../setup/company.js';
import type { Session } from '../setup/world.js';

const on = application();
let mine: Company;
let theirs: Company;
let plain: Company;
beforeAll(async () => {
  [mine, theirs] = [await Company.found(on.world, on.cases), await Company.found(on.world, on.cases)];
  plain = await Company.found(on.world, on.cases, false);
});

const page = async (session: Session, query = '') =>
  (await on.cases.send<WorkplacePage>(session, 'GET', `/workplaces?limit=100${query}`)).body;
const names = async (session: Session, query = '') => (await page(session, query)).rows.map(({ name }) => name);
const versionOf = (id: string) => on.world.as<number>('select version from workplace where id = $1', [id]);
const edit = async (session: Session, id: string, over: Partial<WorkplaceForm>, version?: number) =>
  on.cases.send<WorkplaceView>(session, 'PUT', `/workplaces/${id}`, workplaceForm(over), {
    'if-match': `"${version ?? (await versionOf(id))}"`,
  });
const turn = async (session: Session, method: 'POST' | 'DELETE', id: string) =>
  on.cases.send<WorkplaceView>(session, method, `/workplaces/${id}/closing`, undefined, { 'if-match': `"${await versionOf(id)}"` });
const move = (session: Session, workplaceIds: string[], departmentIds: string[], preview: string, headers = {}) =>
  on.cases.send<MovePreview>(session, 'POST', '/workplace-moves', { workplaceIds, departmentIds, preview }, headers);

describe('every company', () => {
  it('has Huvudkontoret from the moment it gets the apprentices’ module; it can’t be closed, doubled or given away', async () => {
    expect(await page(plain.administrator)).toMatchObject({
      rows: [
        { name: 'Huvudkontoret', isDefault: true, street: null, actions: [{ name: 'close', allowed: false, why: 'workplaces/default' }] },
      ],
      next: null,
      departmentsEnabled: false,
    });
    const id = await plain.headOffice();
    expect((await turn(plain.administrator, 'POST', id)).body).toMatchObject({ code: 'workplaces/default' });
    const kommun = await on.world.organization();
    const lend = `insert into organization_module (organization_id, module) values ($1, 'larlingar')`;
    await on.world.as(lend, [kommun.id]);
    await on.world.as('delete from organization_module where organization_id = $1', [kommun.id]);
    await on.world.as(lend, [kommun.id]);
    expect(await on.world.as('select count(*)::int from workplace where organization_id = $1', [kommun.id])).toBe(1);
    await expect(on.world.as('update workplace set active = false where id = $1', [id])).rejects.toMatchObject({
      constraint: 'default_workplace_open',
    });
  });

  it('adds, edits, closes and reopens workplaces; without departments none can be chosen', async () => {
    const id = await plain.workplace('Åkern');
    const { body } = await edit(plain.administrator, id, { name: 'Ängen', postalCode: '12345' });
    expect(body).toMatchObject({ name: 'Ängen', postalCode: '123 45', version: 2, departments: [] });
    expect((await edit(plain.administrator, id, {}, 1)).status).toBe(412);
    expect((await edit(plain.administrator, await plain.headOffice(), { name: 'Huvudkontoret', street: null, city: null })).status).toBe(
      200,
    );
    const made = { name: 'Med avdelning', departmentIds: [await mine.department('Främmande')] };
    expect((await on.cases.send(plain.administrator, 'POST', '/workplaces', workplaceForm(made))).body).toMatchObject({
      code: 'departments/not-activated',
    });
    expect((await turn(plain.administrator, 'POST', id)).body).toMatchObject({ active: false, actions: [{ name: 'reopen' }] });
    expect((await edit(plain.administrator, id, {})).body).toMatchObject({ code: 'workplaces/closed' });
    expect(await names(plain.administrator)).toEqual(['Huvudkontoret']);
    expect(await names(plain.administrator, '&status=closed')).toEqual(['Ängen']);
    expect((await turn(plain.administrator, 'DELETE', id)).body).toMatchObject({ active: true });
    const verbs = `select array_agg(verb order by seq) from event where organization_id = $1 and subject_id = $2`;
    expect(await on.world.as(verbs, [plain.organization.id, id])).toEqual([
      'workplace.create',
      'workplace.edit',
      'workplace.close',
      'workplace.reopen',
    ]);
  });

  it('is told what is wrong with a workplace', async () => {
    const make = (over: Partial<Record<keyof WorkplaceForm, unknown>>) =>
      on.cases.send(plain.administrator, 'POST', '/workplaces', { ...workplaceForm(), ...over });
    expect(await make({ street: null, municipality: null })).toMatchObject({
      status: 422,
      body: { code: 'workplaces/address-needed', errors: [{ path: 'street' }, { path: 'municipality' }] },
    });
    expect(await make({ name: 'HUVUDKONTORET' })).toMatchObject({ status: 409, body: { code: 'workplaces/name-taken' } });
    for (const over of [{ name: '' }, { postalCode: '1234' }, { postalCode: 'abcde' }, { departmentIds: ['x'] }, { departmentIds: null }])
      expect((await make(over)).status).toBe(422);
    expect((await on.cases.send(plain.administrator, 'GET', '/workplaces?department=x')).status).toBe(422);
  });

  it('sees its own workplaces only, searched and page by page', async () => {
    const company = await Company.found(on.world, on.cases);
    for (const name of ['Öbacka', 'Zinken', 'Älvsjö', 'Ångbåten']) await company.workplace(name);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url: string = `/workplaces?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body }: Answer<WorkplacePage> = await on.cases.send<WorkplacePage>(company.administrator, 'GET', url);
      seen.push(...body.rows.map(({ name }) => name));
      cursor = body.next;
    }
    expect(seen).toEqual(['Huvudkontoret', 'Zinken', 'Ångbåten', 'Älvsjö', 'Öbacka']);
    expect(await names(company.administrator, `&q=${encodeURIComponent('ÄLV stockholm')}`)).toEqual(['Älvsjö']);
    const foreign = await theirs.workplace('Utlandet');
    expect((await edit(company.administrator, foreign, {})).status).toBe(404);
    expect((await turn(company.administrator, 'POST', foreign)).status).toBe(404);
    expect((await company.preview(company.administrator, [foreign], [])).status).toBe(404);
    const { session } = await companyMember(on.world, company.organization, 'handledare');
    expect((await on.cases.send(session, 'GET', '/workplaces')).status).toBe(403);
  });
});

describe('departments', () => {
  it('hold a workplace each in several, by which the list is filtered; another company’s or a closed one can’t be chosen', async () => {
    const [a, b] = [await mine.department('Asfalt'), await mine.department('Bro')];
    const id = await mine.workplace('Bron', a, b);
    expect(await names(mine.administrator, `&department=${b}`)).toEqual(['Bron']);
    expect((await edit(mine.administrator, id, { name: 'Bron', departmentIds: [b] })).body.departments).toEqual([
      { id: b, name: 'Bro', isOwn: true },
    ]);
    await on.world.as('update department set active = false where id = $1', [a]);
    for (const foreign of [a, await theirs.department(`Utland ${a}`)])
      expect((await edit(mine.administrator, id, { name: 'Bron', departmentIds: [foreign] })).status).toBe(404);
    await expect(
      on.world.as('insert into workplace_department values ($1, $2, $3)', [
        id,
        await theirs.department('Annat land'),
        mine.organization.id,
      ]),
    ).rejects.toMatchObject({ code: '23503' });
  });

  it('bound an Avdelningsadministratör: own workplaces only, put in own departments only, and what is shared is not theirs to name, move, close or open', async () => {
    const company = await Company.found(on.world, on.cases);
    const [own, second, other] = [await company.department('Egen'), await company.department('Andra'), await company.department('Andras')];
    const [inside, outside, shared] = [
      await company.workplace('Inne', own),
      await company.workplace('Ute', other),
      await company.workplace('Delad', own, other),
    ];
    const session = await company.departmental(own, second);
    expect(await names(session)).toEqual(['Delad', 'Inne']);
    expect(await names(session, `&department=${other}`)).toEqual(['Delad']);
    expect((await edit(session, outside, { departmentIds: [own] })).status).toBe(404);
    expect((await turn(session, 'POST', outside)).status).toBe(404);
    expect((await company.preview(session, [inside, outside], [second])).status).toBe(404);
    expect((await company.preview(session, [inside], [other])).status).toBe(404);
    expect((await edit(session, inside, { name: 'Inne', departmentIds: [other] })).status).toBe(404);
    expect((await edit(session, inside, { name: 'Inne', departmentIds: [] })).body).toMatchObject({
      code: 'workplaces/own-department-needed',
    });
    expect((await edit(session, shared, { name: 'Delad', departmentIds: [second] })).status).toBe(200);
    expect(await company.departmentsOf(shared)).toEqual([second, other].sort());
    const refused = { status: 409, body: { code: 'workplaces/shared' } };
    expect(await edit(session, shared, { name: 'Omdöpt', departmentIds: [second] })).toMatchObject(refused);
    expect(await edit(session, shared, { name: 'Delad', city: 'Annanstans', departmentIds: [second] })).toMatchObject(refused);
    expect(await turn(session, 'POST', shared)).toMatchObject(refused);
    expect((await turn(company.administrator, 'POST', shared)).status).toBe(200);
    expect(await turn(session, 'DELETE', shared)).toMatchObject(refused);
    expect((await turn(company.administrator, 'DELETE', shared)).body.actions).toMatchObject([{ name: 'close', allowed: true }]);
    expect((await turn(session, 'POST', inside)).status).toBe(200);
    expect((await on.cases.send(session, 'POST', '/workplaces', workplaceForm({ name: 'Ny', departmentIds: [own] }))).status).toBe(201);
    for (const departmentIds of [[], [other]])
      expect([404, 422]).toContain((await on.cases.send(session, 'POST', '/workplaces', workplaceForm({ departmentIds }))).status);
    const taken = await company.preview(session, [shared], [own]);
    expect(taken.body.rows).toMatchObject([{ before: ['Andra', 'Andras'], after: ['Andras', 'Egen'], outcome: 'moves' }]);
    expect((await move(session, [shared], [own], taken.body.preview)).status).toBe(200);
    expect(await company.departmentsOf(shared)).toEqual([own, other].sort());
  });
});

describe('moving many at once', () => {
  it('does exactly what the preview showed: moves, leaves and refuses row by row, once, in one audited command', async () => {
    const [from, to] = [await mine.department('Från'), await mine.department('Till')];
    const [a, there, shut] = [await mine.workplace('A', from), await mine.workplace('Där', to), await mine.workplace('Stängd', from)];
    await turn(mine.administrator, 'POST', shut);
    const ids = [shut, there, a];
    const { status, body } = await mine.preview(mine.administrator, ids, [to]);
    expect([status, body]).toMatchObject([
      200,
      {
        moves: 1,
        rows: [
          { name: 'A', before: ['Från'], after: ['Till'], outcome: 'moves', why: null },
          { name: 'Där', before: ['Till'], after: ['Till'], outcome: 'same' },
          { name: 'Stängd', before: ['Från'], after: ['Från'], outcome: 'refused', why: 'Arbetsplatsen är stängd.' },
        ],
      },
    ]);
    expect(await mine.departmentsOf(a)).toEqual([from]);
    const key = { 'idempotency-key': `flytt-${a}` };
    const [once, again] = [
      await move(mine.administrator, ids, [to], body.preview, key),
      await move(mine.administrator, ids, [to], body.preview, key),
    ];
    expect([once.status, again.status, again.body]).toEqual([200, 200, once.body]);
    expect([await mine.departmentsOf(a), await mine.departmentsOf(shut), await versionOf(a), await versionOf(there)]).toEqual([
      [to],
      [from],
      2,
      1,
    ]);
    const facts = await on.world.as(
      `select facts from event where organization_id = $1 and verb = 'workplace.move' order by seq desc limit 1`,
      [mine.organization.id],
    );
    expect(facts).toEqual({ workplaces: [a], departments: [to] });
    expect((await move(mine.administrator, ids, [to], body.preview)).body).toMatchObject({ code: 'workplaces/preview-changed' });
    const nothing = await mine.preview(mine.administrator, [there], [to]);
    expect((await move(mine.administrator, [there], [to], nothing.body.preview)).body).toMatchObject({
      code: 'workplaces/nothing-to-move',
    });
  });

  it('is done by one of two who move the same workplaces at the same moment, all or nothing, and neither after an edit in between', async () => {
    const [north, south] = [await mine.department('Norr'), await mine.department('Söder')];
    const ids = [await mine.workplace('Ett'), await mine.workplace('Två')];
    const plans = await Promise.all([north, south].map((department) => mine.preview(mine.administrator, ids, [department])));
    const done = await Promise.all(
      [north, south].map((department, n) => move(mine.administrator, ids, [department], plans[n]!.body.preview)),
    );
    expect(done.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = [north, south][done.findIndex(({ status }) => status === 200)]!;
    expect(await Promise.all(ids.map((id) => mine.departmentsOf(id)))).toEqual([[winner], [winner]]);
    const empty = await mine.preview(mine.administrator, ids, []);
    await edit(mine.administrator, ids[0]!, { name: 'Ett, nytt', departmentIds: [winner] });
    expect((await move(mine.administrator, ids, [], empty.body.preview)).body).toMatchObject({ code: 'workplaces/preview-changed' });
    const anew = await mine.preview(mine.administrator, ids, []);
    expect((await move(mine.administrator, ids, [], anew.body.preview)).status).toBe(200);
    expect(await mine.departmentsOf(ids[1]!)).toEqual([]);
  });

  it('asks for something to move, and for departments that are activated', async () => {
    expect((await mine.preview(mine.administrator, [], [])).status).toBe(422);
    expect((await move(mine.administrator, [await mine.headOffice()], [], 'fel')).status).toBe(422);
    expect((await plain.preview(plain.administrator, [await plain.headOffice()], [])).body).toMatchObject({
      code: 'departments/not-activated',
    });
  });
});

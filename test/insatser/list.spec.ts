import { application } from '../setup/application.js';
import type { Session } from '../setup/world.js';
import type { InsatsPage, OverviewView } from '../../src/insatser/insats-list.dto.js';

const on = application();

const list = async (session: Session, period: string, query = '') =>
  (await on.cases.send<InsatsPage>(session, 'GET', `/insatser?period=${period}${query}`)).body;
const names = (page: InsatsPage) => page.rows.map((row) => row.name);

async function withInsatser(...titles: string[]) {
  const [employer, period] = [await on.world.employer('ser_samtliga_ansokningar'), await on.cases.period()];
  const ids: string[] = [];
  for (const name of titles) ids.push(await on.cases.submitted(employer.session, period, { name }));
  return { ...employer, period, ids };
}

it('shows the newest number first and pages without gap or repetition, whatever it is sorted by', async () => {
  const titles = ['Zebra', 'Äpple', 'Wien', 'Åska', 'vatten', 'Ölsort', 'alfa', 'Vägg'];
  const { session, period } = await withInsatser(...titles);
  expect(names(await list(session, period))).toEqual([...titles].reverse());
  expect(names(await list(session, period, '&sort=name&order=asc'))).toEqual([
    'alfa',
    'vatten',
    'Vägg',
    'Wien',
    'Zebra',
    'Åska',
    'Äpple',
    'Ölsort',
  ]);

  for (const sort of ['number', 'created', 'status', 'name', 'granted', 'settled', 'remaining', 'contact'])
    for (const order of ['asc', 'desc']) {
      const seen: string[] = [];
      let next: string | null = '';
      do {
        const page: InsatsPage = await list(session, period, `&sort=${sort}&order=${order}&limit=3${next ? `&cursor=${next}` : ''}`);
        seen.push(...names(page));
        next = page.next;
      } while (next);
      expect([...seen].sort()).toEqual([...titles].sort());
    }
});

it('finds by number in every way of writing it, by part of a word, by stem and past a typing error', async () => {
  const { session, period, ids } = await withInsatser('Utbildning lågaffektivt bemötande', 'Kurs svenska för invandrare', 'Handledning');
  const number = await on.world.as<string>('select number from insats where id = $1', [ids[1]]);
  const find = async (q: string) => names(await list(session, period, `&q=${encodeURIComponent(q)}`));

  for (const q of [number, number.replace('-', ''), number.slice(2), number.slice(-5)])
    expect(await find(q)).toEqual(['Kurs svenska för invandrare']);
  expect(await find('LÅGAFF')).toEqual(['Utbildning lågaffektivt bemötande']);
  expect(await find('svenska kurs')).toEqual(['Kurs svenska för invandrare']);
  expect(await find('utbildningar')).toEqual(['Utbildning lågaffektivt bemötande']);
  expect(await find('invandarre')).toEqual(['Kurs svenska för invandrare']);
  expect(await find('lagaff')).toEqual([]);
  expect(await find('100%_\\')).toEqual([]);
});

it('shows a member without "Ser samtliga ansökningar" only what is theirs: in list, search, counts and by id', async () => {
  const { organization, period, session, ids } = await withInsatser('Chefens insats', 'Den gemensamma');
  const eva = await on.world.person('Eva Ekonomi');
  await on.world.member(eva, organization);
  const own = await on.world.login(eva, organization);
  await on.cases.submitted(own, period, { name: 'Evas egen' });
  await on.world.as('update insats set contact_person_id = $2 where id = $1', [ids[1], eva.id]);

  expect(names(await list(own, period))).toEqual(['Evas egen', 'Den gemensamma']);
  expect(names(await list(own, period, '&q=insats'))).toEqual([]);
  const { body } = await on.cases.send<OverviewView>(own, 'GET', `/overview?period=${period}`);
  expect([body.counts.insatser, names(body.insatser)]).toEqual([2, ['Evas egen', 'Den gemensamma']]);
  expect((await on.cases.send(own, 'GET', `/insatser/${ids[0]}`)).status).toBe(404);
  expect((await on.cases.send(own, 'GET', `/insatser/${ids[0]}/receipt`)).status).toBe(404);
  expect((await on.cases.send(own, 'GET', `/insatser/${ids[1]}`)).status).toBe(200);
  expect(names(await list(session, period))).toHaveLength(3);
});

it('never shows another organisation anything, and gives the fund no employer’s page', async () => {
  const { period, ids } = await withInsatser('Hemlig');
  const stranger = await on.world.employer('ser_samtliga_ansokningar', 'administrera_anvandare');
  expect((await list(stranger.session, period)).rows).toEqual([]);
  expect((await list(stranger.session, period, '&q=hemlig')).rows).toEqual([]);
  expect((await on.cases.send(stranger.session, 'GET', `/insatser/${ids[0]}`)).status).toBe(404);
  const caseworker = await on.world.caseworker();
  expect((await on.cases.send(caseworker.session, 'GET', `/overview?period=${period}`)).status).toBe(403);
  expect((await on.cases.send(stranger.session, 'GET', '/admin/insatser')).status).toBe(403);
});

it('loses the right at the next request when the role is taken away', async () => {
  const { session, period, ids, organization } = await withInsatser('Allas');
  await on.world.as('update insats set created_by = $2, contact_person_id = $2, responsible_person_id = $2 where id = $1', [
    ids[0],
    (await on.world.person()).id,
  ]);
  expect((await list(session, period)).rows).toHaveLength(1);
  await on.world.as('update role_grant set valid_to = now() where organization_id = $1', [organization.id]);
  expect((await list(session, period)).rows).toHaveLength(0);
  await on.world.as(`update membership set status = 'ended', ended_at = now() where organization_id = $1`, [organization.id]);
  expect((await on.cases.send(session, 'GET', `/insatser?period=${period}`)).status).toBeGreaterThanOrEqual(401);
});

it('refuses a cursor of another list, a broken one and bounds outside the page', async () => {
  const { session, period } = await withInsatser('Ena', 'Två');
  const { next } = await list(session, period, '&limit=1');
  for (const query of [
    `&sort=name&cursor=${next}`,
    '&cursor=abc',
    '&cursor=~',
    '&limit=0',
    '&limit=101',
    '&limit=0x10',
    '&limit=-1',
    '&sort=id',
    '&order=up',
    '&q[a]=b',
  ])
    expect((await on.cases.send(session, 'GET', `/insatser?period=${period}${query}`)).status).toBe(422);
});

import { randomInt } from 'node:crypto';
import { insatsSorts } from '../../src/insatser/insats-list.dto.js';
import { application } from '../setup/application.js';
import type { Answer } from '../setup/cases.js';
import { unused } from '../setup/unused.js';
import type { Session, TestPerson } from '../setup/world.js';

const on = application();

interface Row {
  id: string;
}
interface Page {
  rows: Row[];
  next: string | null;
}

let all: Session;
let own: Session;
let period: string;
let visible: Set<string>;

beforeAll(async () => {
  const boss = await on.world.employer('ser_samtliga_ansokningar');
  [all, period] = [boss.session, await on.cases.period()];
  const [me, other] = [await on.world.person('Karin Kollega'), await on.world.person('Olle Annan')];
  for (const person of [me, other]) await on.world.member(person, boss.organization);
  own = await on.world.login(me, boss.organization);
  visible = new Set();
  for (let n = 0; n < 120; n++) {
    const [creator, responsible, contact] = [pick(me, other), randomInt(4) ? pick(me, other) : null, pick(me, other)];
    const isDraft = n % 3 === 0;
    const id = await insats(boss.organization.id, n, isDraft, creator, responsible, contact);
    if (creator === me || (!isDraft && (responsible === me || contact === me))) visible.add(id);
  }
}, 60_000);

const newSerial = unused(1_000_000);
const pick = (me: TestPerson, other: TestPerson): TestPerson => (randomInt(3) === 0 ? me : other);

/** An insats that has much in common with others, so that every sort has equals to keep apart, and a requisition of it. */
async function insats(
  organization: string,
  n: number,
  isDraft: boolean,
  creator: TestPerson,
  responsible: TestPerson | null,
  contact: TestPerson,
): Promise<string> {
  const number = `6-26${String(newSerial()).padStart(6, '0')}`;
  const names = ['Årlig kurs', 'Ärlig kurs', 'Öppen kurs', 'kurs', 'Kurs'];
  const id = await on.world.as<string>(
    `insert into insats (organization_id, period_id, status, number, sort_no, submitted_at, received_hash, name, created_on, created_by, responsible_person_id,
       contact_person_id, contact_name, granted_ore, search_text)
     select $1, id, $2, $3, coalesce($4, 9007199254740991), $5, $6, $7, date '2026-01-01' + $8::int % 5, $9, $10, $11, $12, $8::int % 4 * 100, lower($7 || ' ' || coalesce($3, ''))
     from agreement_period where code = $13 returning id`,
    [
      organization,
      isDraft ? 'utkast' : ['registreras', 'godkand'][n % 2],
      isDraft ? null : number,
      isDraft ? null : n % 50,
      isDraft ? null : new Date(),
      isDraft ? null : 'x',
      names[n % names.length],
      n,
      creator.id,
      responsible?.id ?? null,
      contact.id,
      contact.name,
      period,
    ],
  );
  await on.world.as(
    `insert into requisition (organization_id, insats_id, sort_no, created_on, created_by, number, status, is_final, claimed_net_ore, claimed_ore, submitted_at)
     values ($1, $2, $3, '2026-01-01', $4, $5, 'inskickad', false, 1, 1, now())`,
    [organization, id, n % 50, creator.id, `${number}-R${n}`],
  );
  return id;
}

async function walk(session: Session, url: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const { body }: Answer<Page> = await on.cases.send<Page>(
      session,
      'GET',
      `${url}&limit=${limit}${next && `&cursor=${encodeURIComponent(next)}`}`,
    );
    rows.push(...body.rows);
    next = body.next;
  }
  return rows;
}

it.each(insatsSorts.flatMap((sort) => ['asc', 'desc'].map((order) => [sort, order])))(
  'shows a member her own in the order of everybody’s list, page by page, sorted by %s %s',
  async (sort, order) => {
    for (const search of ['', '&q=kurs', '&q=%C3%A4rlig']) {
      const url = `/insatser?period=${period}&sort=${sort}&order=${order}${search}`;
      const everybodys = await walk(all, url, 100);
      const hers = await walk(own, url, 7);
      expect(hers).toEqual(everybodys.filter(({ id }) => visible.has(id)));
      if (!search) expect([everybodys.length, hers.length]).toEqual([120, visible.size]);
    }
  },
);

it('counts and shows in the other tab what belongs to her own', async () => {
  const { body } = await on.cases.send<{ counts: Record<string, number> }>(own, 'GET', `/overview?period=${period}`);
  expect(body.counts).toEqual({ insatser: visible.size, offerter: 0, requisitions: visible.size });
  const everybodys = (await walk(all, `/requisitions?period=${period}`, 100)) as (Row & { insatsId: string })[];
  expect(everybodys).toHaveLength(120);
  expect(await walk(own, `/requisitions?period=${period}`, 7)).toEqual(everybodys.filter(({ insatsId }) => visible.has(insatsId)));
});

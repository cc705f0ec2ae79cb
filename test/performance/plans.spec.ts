import { application } from '../setup/application.js';
import { ownDatabaseUrl } from '../setup/database.js';
import { eventually } from '../setup/mailbox.js';
import type { Session, TestOrganization } from '../setup/world.js';
import { type Node, type Plan, Plans } from './plans.js';

const INSATSER = 20_000;
/** A database of its own: what other files leave behind would change the statistics that plans are made from. */
const on = application(() => ownDatabaseUrl('plans'));
const plans = new Plans(on);

let period: string;
let organization: TestOrganization;
/** Sees everything; sees the twenty that are her own; has registered every one herself. */
let all: Session;
let few: Session;
let many: Session;

const TABLES = ['insats', 'requisition', 'offert', 'agreement_period', 'membership', 'session'];

beforeAll(async () => {
  // Vacuumed here and when we say: another one's snapshot would keep rows from being visible to all.
  for (const table of TABLES) await on.world.sql.query(`alter table ${table} set (autovacuum_enabled = off)`);
  const boss = await on.world.employer('ser_samtliga_ansokningar');
  [organization, all, period] = [boss.organization, boss.session, await on.cases.period()];
  const [one, busy] = [await on.world.person('Karin Kollega'), await on.world.person('Petra Produktiv')];
  for (const person of [one, busy]) await on.world.member(person, organization);
  [few, many] = [await on.world.login(one, organization), await on.world.login(busy, organization)];
  // The other organisations' are of earlier periods, so that a period no longer tells PostgreSQL that nearly every row is meant.
  const earlier = [await on.cases.period(), await on.cases.period()];
  // Of every thousand one is hers, a hundred are the busy one's, and forty colleagues share the rest.
  await fill(organization, INSATSER, [one.id, ...Array<string>(100).fill(busy.id), ...(await colleagues(40, 899))]);
  for (let n = 0; n < 20; n++) await fill(await on.world.organization(), 500, await colleagues(5, 1_000), earlier[n % 2]);
  for (const table of TABLES) await on.world.sql.query(`vacuum (analyze, index_cleanup on) ${table}`);
  await eventually(everythingVisible, 'att alla insatser syns för alla');
}, 120_000);

/** Vacuums until every page of insatser is known to be visible to all, so that an index alone can answer. */
async function everythingVisible(): Promise<true | undefined> {
  await on.world.sql.query('vacuum (analyze, index_cleanup on) insats');
  return (await on.world.one<boolean>(`select relallvisible >= relpages from pg_class where oid = 'insats'::regclass`)) || undefined;
}

/** `count` persons, repeated to a list of `length`. */
async function colleagues(count: number, length: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await on.world.person(`Kollega ${n}`)).id);
  return Array.from({ length }, (_x, n) => ids[n % count]!);
}

/** Submitted insatser with a word of their own each, made by the creators in turn, and a requisition for every fourth. */
async function fill({ id }: TestOrganization, count: number, creators: string[], code = period): Promise<void> {
  const offset = await on.world.as<number>('select count(*)::int from insats', []);
  await on.world.as(
    `insert into insats (organization_id, period_id, number, sort_no, status, name, contact_person_id, contact_name, responsible_person_id, created_on, created_by,
       submitted_by, submitted_at, received_hash, supplier_mode, granted_ore, search_text, background, purpose)
     select $1, p.id, no, n + $4, (array['registreras', 'godkand', 'ej_godkand'])[1 + n % 3], 'Kurs ' || n, who, 'Namn Namnsson', who,
       date '2024-01-01' + n % 1000, who, who, now() - n * interval '1 minute', 'x', 'self', 1000000,
       no || ' kurs svenska för invandrare ord' || n || ' namn namnsson', repeat('Behovet är stort. ', 20), repeat('Syftet är gott. ', 20)
     from generate_series(1, $2::int) n, agreement_period p, lateral (select ($3::uuid[])[1 + n % 1000] as who, '7-' || to_char(n + $4, 'FM00000000') as no) w
     where p.code = $5`,
    [id, count, creators, offset, code],
  );
  await on.world.as(
    `insert into requisition (organization_id, insats_id, number, sort_no, status, is_final, lines, claimed_net_ore, claimed_ore, created_on, created_by, submitted_at, search_text)
     select organization_id, id, number || '-R1', sort_no * 1000 + 1, 'inskickad', false, '[]', 100, 100, created_on, created_by, now(), search_text
     from insats where organization_id = $1 and sort_no % 4 = 0`,
    [id],
  );
}

/** Rows of a table that were looked at, also those that were thrown away. */
const touched = ({ nodes }: Plan, table: string): number =>
  nodes
    .filter((node) => node['Relation Name'] === table)
    .reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0);
const indexes = ({ nodes }: Plan, table: string): string[] => [
  ...new Set(nodes.filter((node) => node['Relation Name'] === table).flatMap(indexesOf)),
];
/** A bitmap is made of the indexes below it. */
const indexesOf = ({ 'Node Type': type, 'Index Name': index, Plans: below = [] }: Node): string[] =>
  type.startsWith('Bitmap') && !index ? below.filter((node) => node['Node Type'].startsWith('Bitmap')).flatMap(indexesOf) : [index ?? type];
/** The largest number of rows that were put in order by sorting. */
const sorted = ({ nodes }: Plan): number =>
  Math.max(0, ...nodes.filter((node) => node['Node Type'] === 'Sort').flatMap((node) => node.Plans!.map((below) => below['Actual Rows'])));

/** The cursor after the `n`th row, newest first. */
async function cursorAfter(n: number): Promise<string> {
  const [row] = (
    await on.world.sql.query<{ sort_no: string; id: string }>(
      'select sort_no, id from insats where organization_id = $1 order by sort_no desc, id desc offset $2 limit 1',
      [organization.id, n - 1],
    )
  ).rows;
  return Buffer.from(JSON.stringify(['number desc', Number(row!.sort_no), row!.id])).toString('base64url');
}

const list = (more = '') => `/insatser?period=${period}${more}`;

describe(`with ${INSATSER} insatser in the organisation, who sees them all`, () => {
  it('gets the overview from the list’s index and the cards’ row, whatever the organisation has', async () => {
    for (const plan of await plans.of(all, `/overview?period=${period}`, 'overview')) {
      expect(indexes(plan, 'insats')).toEqual(['insats_list']);
      expect(touched(plan, 'insats')).toBeLessThanOrEqual(126);
      expect(touched(plan, 'requisition')).toBeLessThanOrEqual(100);
      expect(sorted(plan)).toBeLessThanOrEqual(26);
      expect(plan.pages).toBeLessThan(60);
    }
  });

  it('gets a page of the list in the order of its index: the first, the second and one from the middle cost the same', async () => {
    for (const cursor of ['', `&cursor=${await cursorAfter(25)}`, `&cursor=${await cursorAfter(INSATSER / 2)}`])
      for (const plan of await plans.of(all, list(cursor), 'insatser')) {
        expect(indexes(plan, 'insats')).toEqual(['insats_list']);
        expect(touched(plan, 'insats')).toBe(26);
        expect(sorted(plan)).toBeLessThanOrEqual(26);
        expect(plan.pages).toBeLessThan(40);
      }
  });

  it('searches inside the index: a rare word costs the index and no row of the table but its own', async () => {
    for (const plan of await plans.of(all, list(`&q=ord${INSATSER - 1}`), 'insatser')) {
      const [search] = plan.nodes.filter((node) => node['Index Name'] === 'insats_list');
      expect(search).toMatchObject({ 'Node Type': 'Index Only Scan', 'Heap Fetches': 0, 'Actual Rows': 1 });
      expect(indexes(plan, 'insats')).toEqual(['insats_list', 'insats_pkey']);
      expect(sorted(plan)).toBeLessThanOrEqual(26);
      expect(plan.pages).toBeLessThan(1_500);
    }
  });

  it('stops after a page when the word is everywhere, on the first page and in the middle', async () => {
    for (const cursor of ['', `&cursor=${await cursorAfter(INSATSER / 2)}`])
      for (const plan of await plans.of(all, list(`&q=svenska%20kurs${cursor}`), 'insatser')) {
        expect(touched(plan, 'insats')).toBe(52);
        expect(sorted(plan)).toBeLessThanOrEqual(26);
        expect(plan.pages).toBeLessThan(150);
      }
  });

  it('gets the tab of requisitions without looking at an insats that is not on the page', async () => {
    for (const plan of await plans.of(all, `/requisitions?period=${period}`, 'requisitions'))
      expect(touched(plan, 'insats')).toBeLessThanOrEqual(26);
  });
});

describe('who sees only her own', () => {
  const OWN = ['insats_contact', 'insats_created_by', 'insats_responsible'];

  it('and has twenty, walks those twenty: in the list, in a search, in the overview and in the tabs', async () => {
    for (const [url, name, walks] of [
      [list(), 'insatser', 1],
      [list('&q=svenska'), 'insatser', 1],
      [list('&q=finnsinte'), 'insatser', 1],
      [`/overview?period=${period}`, 'overview', 4],
      [`/requisitions?period=${period}`, 'requisitions', 1],
      [`/offerter?period=${period}`, 'offerter', 1],
    ] as const)
      for (const plan of await plans.of(few, url, name)) {
        expect([
          url,
          indexes(plan, 'insats')
            .filter((index) => index !== 'insats_pkey')
            .sort(),
        ]).toEqual([url, OWN]);
        expect(touched(plan, 'insats')).toBeLessThanOrEqual(walks * 60 + 26);
        expect(plan.pages).toBeLessThan(walks * 500);
      }
  });

  it('and has two thousand, walks a page of the list, the first and the second', async () => {
    for (const cursor of ['', `&cursor=${await cursorAfter(1_000)}`])
      for (const plan of await plans.of(many, list(cursor), 'insatser')) {
        expect(indexes(plan, 'insats').sort()).toEqual([...OWN, 'insats_pkey'].sort());
        expect(touched(plan, 'insats')).toBe(4 * 26);
        expect(plan.pages).toBeLessThan(200);
      }
  });
});

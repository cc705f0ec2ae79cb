// Fills a migrated database with a country of employers, by set-based SQL: a million insatser take a few minutes, once.
import { step } from '../scripts/lib/console.mjs';

export const ORGANIZATIONS = 500;

/** The cookie of the bench's person in organisation `n` (1 … ORGANIZATIONS); everyone has "Ser samtliga ansökningar". */
export const cookieOf = (n) => `__Host-ms=bench-session-${String(n).padStart(4, '0')}`;
/** A person of the largest organisation who sees only what she has registered herself: one insats in a hundred. */
export const ownCookie = '__Host-ms=bench-session-own';

const PEOPLE = `
  insert into agreement_period (agreement, code, starts_on, ends_on, registration_opens_on, registration_closes_on)
  select 'KOM-KR', code, from_on::date, to_on::date, from_on::date, to_on::date
  from (values ('2017-2019', '2017-01-01', '2019-12-31'), ('2021-2023', '2021-01-01', '2023-12-31'), ('2024-2026', '2024-01-01', '2199-12-31')) p (code, from_on, to_on);
  insert into organization (org_number, name, type)
  select (2120000000 + n)::text, 'Testby ' || n, 'kommun' from generate_series(1, ${ORGANIZATIONS}) n;
  insert into organization_module (organization_id, module) select id, 'insatser' from organization;
  create table bench_org as select row_number() over (order by org_number)::int n, id from organization;
  insert into person (given_name, surname, display_name) select 'Anni', 'Widdersjö ' || n, 'Anni Widdersjö ' || n from generate_series(0, ${ORGANIZATIONS}) n;
  create table bench_person as select (row_number() over (order by id) - 1)::int n, id, display_name from person;
  insert into membership (person_id, organization_id, title, email)
  select p.id, o.id, 'HR-chef', 'hr' || p.n || '@testby.se' from bench_person p join bench_org o on o.n = greatest(p.n, 1);
  insert into role_grant (membership_id, organization_id, role)
  select m.id, m.organization_id, 'ser_samtliga_ansokningar' from membership m join bench_person p on p.id = m.person_id where p.n > 0;
  insert into session (id_hash, person_id, context, organization_id, provider, csrf_token, authenticated_at, expires_at)
  select sha256(convert_to('bench-session-' || case p.n when 0 then 'own' else lpad(p.n::text, 4, '0') end, 'UTF8')), p.id, 'employer', o.id, 'bankid', 'token', now(), now()
  from bench_person p join bench_org o on o.n = greatest(p.n, 1);
  insert into case_number_series (prefix, year, next_no) select 8, year, 200000 from generate_series(17, 26) year;`;

/** One in twenty belongs to the first organisation, the rest are spread; half of each organisation's lie in the current period. */
const insatser = (size) => `
  insert into insats (organization_id, period_id, number, sort_no, status, name, background, purpose, contact_person_id, contact_name, responsible_person_id,
    consultation_done, consultation_on, start_on, end_on, professions, participant_count, supplier_mode, quality_control_wanted, budget, applied_ore, granted_ore,
    settled_requisitions_ore, pending_requisitions_ore, active_offers_ore, requisition_count, created_on, created_by, submitted_by, submitted_at, received_hash, search_text)
  select o.id, p.id, number, year * 1000000 + 10000 + s.n / 10, status, name,
    'Behovet är stort i verksamheten sedan flera medarbetare har slutat och nya uppgifter har kommit till inom område ' || s.n % 97,
    'Syftet är att fler ska kunna stanna och utvecklas i sitt yrke, och att vi ska klara uppdraget under de kommande åren, etapp ' || s.n % 13,
    who.id, who.display_name, who.id, true, created, created + 30, created + 90, '{Undersköterska}', 20, 'self', false,
    '[{"description":"Kursavgift","netOre":10000000,"vatOre":0}]', 10000000, case when settled then 10000000 else 0 end,
    case when settled then 2500000 else 0 end, case when settled then 1000000 else 0 end, case when s.n % 2 = 0 then 500000 else 0 end, case when settled then 2 else 0 end,
    created, who.id, who.id, created + interval '9 hours', repeat('0', 64), lower(number || ' ' || replace(number, '-', '') || ' ' || name || ' ' || who.display_name)
  from (select n, 17 + n % 10 as year, n % 10 between 3 and 8 as settled,
      case when n % 10 between 3 and 8 then 'godkand' when n % 10 = 9 then 'ej_godkand' else 'registreras' end as status,
      '8-' || (17 + n % 10) || lpad((10000 + n / 10)::text, 6, '0') as number, date '2017-01-02' + ((n::bigint * 2922) / ${size})::int as created,
      'Kurs ' || (array['svenska för invandrare', 'demensvård', 'digital säkerhet', 'ledarskap i vardagen', 'hot och våld'])[1 + n % 5] || ' ' || n as name
    from generate_series(1, ${size}) n) s
  join bench_org o on o.n = case when s.n % 20 = 0 then 1 else 2 + (s.n::bigint * 7919) % ${ORGANIZATIONS - 1} end
  join bench_person who on who.n = case when o.n = 1 and s.n % 2000 = 0 then 0 else o.n end
  join agreement_period p on p.code = case when created < '2020-01-01' then '2017-2019' when created < '2022-01-01' then '2021-2023' else '2024-2026' end`;

const OFFERS = `
  insert into offert (organization_id, insats_id, period_id, number, status, issued_on, valid_through, content, net_ore, vat_ore, gross_ore, sort_no)
  select organization_id, id, period_id, number || '-O1', case when active_offers_ore > 0 then 'pagaende_affar' else 'vantar_pa_svar' end, created_on, created_on + 90,
    'Vi erbjuder en utbildning om fem dagar.', 400000, 100000, 500000, sort_no from insats`;

const REQUISITIONS = `
  insert into requisition (organization_id, insats_id, period_id, number, sort_no, status, is_final, lines, claimed_net_ore, claimed_ore, approved_ore, payee_system, payee_number,
    contact_name, contact_phone, contact_email, created_on, created_by, submitted_by, submitted_at, received_hash, decided_at, search_text)
  select organization_id, id, period_id, number || '-R' || k, sort_no * 1000 + k, case k when 1 then 'godkand' else 'inskickad' end, false,
    '[{"description":"Logi","netOre":1000000,"vatOre":0}]', ore, ore, case k when 1 then ore else 0 end, 'bankgiro', '50501055', contact_name, '08-121 21 21',
    'namn@testby.se', created_on, created_by, created_by, submitted_at, repeat('0', 64), case k when 1 then submitted_at end, lower(number || '-r' || k || ' ' || name)
  from insats, (values (1, 2500000), (2, 1000000)) v (k, ore) where status = 'godkand'`;

const BOOKS = `
  insert into allotment (organization_id, period_id, allotted_ore, outstanding_ore, settled_ore)
  select organization_id, period_id, 2 * sum(remaining_ore + settled_ore) + 100000000, sum(remaining_ore), sum(settled_ore) from insats group by 1, 2;
  insert into ledger_entry (allotment_id, organization_id, insats_id, kind, delta_allotted_ore, delta_outstanding_ore, delta_settled_ore, cause)
  select id, organization_id, null, 'allot', allotted_ore, 0, 0, 'allot:' || id from allotment;
  insert into ledger_entry (allotment_id, organization_id, insats_id, kind, delta_outstanding_ore, delta_settled_ore, cause)
  select a.id, i.organization_id, i.id, k, outstanding, settled, k || ':' || i.id
  from insats i join allotment a using (organization_id, period_id)
  cross join lateral (values ('grant', granted_ore, 0), ('req_settle', -settled_requisitions_ore, settled_requisitions_ore), ('offer_reserve', active_offers_ore, 0))
    v (k, outstanding, settled) where outstanding <> 0`;

/** Fills the database behind `client` (a superuser) with `size` insatser, one offert each and two requisitions for each that is approved. */
export async function generate(client, size) {
  // Foreign keys are right by construction; checking them one by one would take most of the time.
  await client.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`);
  const indexes = await takeIndexesAway(client);
  const parts = {
    'Personer och organisationer': PEOPLE,
    Insatser: insatser(size),
    Offerter: OFFERS,
    Rekvisitioner: REQUISITIONS,
    Böcker: BOOKS,
  };
  for (const [what, sql] of Object.entries(parts)) {
    await client.query(sql);
    step(`  ${what} är inlagda`);
  }
  for (const definition of indexes) await client.query(definition);
  await client.query('vacuum (analyze)');
  step('  Indexen är byggda');
}

/** Drops the indexes of the large tables that no constraint needs; gives what makes them again. */
async function takeIndexesAway(client) {
  const { rows } =
    await client.query(`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid in ('insats'::regclass, 'offert'::regclass, 'requisition'::regclass, 'ledger_entry'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map((row) => row.definition);
}

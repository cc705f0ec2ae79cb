import { verifyChain } from '../../src/kernel/audit-chain.js';
import { canonicalJson, sha256 } from '../../src/kernel/canonical.js';
import { Db } from '../../src/kernel/db.js';
import { application } from '../setup/application.js';
import type { Session, TestOrganization } from '../setup/world.js';

const on = application();

interface Stored {
  seq: string;
  at: Date;
  person_id: string | null;
  acting_as: string;
  verb: string;
  subject_type: string;
  subject_id: string;
  facts: Record<string, unknown>;
  previous_hash: string;
  hash: string;
}

const verify = ({ id }: TestOrganization) => verifyChain(on.app.get(Db), id);
const change = (organization: TestOrganization, sql: string, values: unknown[] = []) => on.world.as(sql, [organization.id, ...values]);
const chain = async ({ id }: TestOrganization): Promise<Stored[]> =>
  (await on.world.sql.query<Stored>('select * from event where organization_id = $1 order by seq', [id])).rows;

/** An organisation whose chain has five events: two insatser sent in and approved, one requisition sent in. */
async function withFiveEvents(): Promise<{ organization: TestOrganization; session: Session; period: string }> {
  const [employer, caseworker, period] = [await on.world.employer(), await on.world.caseworker(), await on.cases.period()];
  await on.cases.allot(employer.organization, period, 100_000_000);
  const insats = await on.cases.approved(employer.session, caseworker.session, period, 10_000_000);
  await on.cases.approved(employer.session, caseworker.session, period, 20_000_000);
  await on.cases.submitRequisition(employer.session, await on.cases.requisitionDraft(employer.session, insats));
  return { ...employer, period };
}

it('remembers who did what to which case, for whom, in an unbroken chain that anybody can compute again', async () => {
  const { organization } = await withFiveEvents();
  const events = await chain(organization);

  expect(events.map(({ verb, acting_as }) => [verb, acting_as])).toEqual([
    ['insats.submit', 'employer'],
    ['insats.approve', 'staff'],
    ['insats.submit', 'employer'],
    ['insats.approve', 'staff'],
    ['requisition.submit', 'employer'],
  ]);
  expect(await verify(organization)).toMatchObject({ events: 5, fault: null, head: { seq: 5, hash: events[4]!.hash } });
  let previous = '0'.repeat(64);
  for (const e of events) {
    expect([e.previous_hash, e.hash]).toEqual([previous, hashOf(previous, organization, e)]);
    previous = e.hash;
  }
});

it('holds no name, address, number of a person or text that somebody wrote', async () => {
  const { organization } = await withFiveEvents();
  const told = JSON.stringify((await chain(organization)).map(({ facts }) => facts));
  expect(told).not.toMatch(/Anni|Widdersjö|@|Kurs svenska|Behovet|5050-?1055/);
});

it('begins with the organisation, empty and whole', async () => {
  const organization = await on.world.organization();
  expect(await verify(organization)).toEqual({
    head: { organizationId: organization.id, seq: 0, hash: '0'.repeat(64) },
    events: 0,
    fault: null,
  });
});

it.each([
  ['the amount', `facts = facts || '{"grantedOre": 1}'`],
  ['the verb', `verb = 'insats.reject'`],
  ['the person', 'person_id = null'],
  ['the case', 'subject_id = uuidv7()'],
  ['the time by a millisecond', `at = at + interval '1 millisecond'`],
  ['the role', `acting_as = 'system'`],
])('finds an event in which %s was edited, also when its own hash was made again', async (_what, edit) => {
  const { organization } = await withFiveEvents();
  await change(organization, `update event set ${edit} where organization_id = $1 and seq = 2`);
  expect(await verify(organization)).toMatchObject({ events: 1, fault: { what: 'edited', seq: 2 } });

  await rehash(organization, 2);
  expect(await verify(organization)).toMatchObject({ events: 2, fault: { what: 'edited', seq: 3 } });
});

it('finds an event that was taken out of the middle, and the first one', async () => {
  const { organization } = await withFiveEvents();
  await change(organization, 'delete from event where organization_id = $1 and seq = 3');
  expect(await verify(organization)).toMatchObject({ events: 2, fault: { what: 'missing', seq: 3 } });
  await change(organization, 'delete from event where organization_id = $1 and seq = 1');
  expect(await verify(organization)).toMatchObject({ events: 0, fault: { what: 'missing', seq: 1 } });
});

it('finds a tail that was cut off, a chain that was emptied, and a head that is gone', async () => {
  const { organization } = await withFiveEvents();
  await change(organization, 'delete from event where organization_id = $1 and seq > 3');
  expect(await verify(organization)).toMatchObject({ events: 3, fault: { what: 'cut', seq: 4 } });
  await change(organization, 'delete from event where organization_id = $1');
  expect(await verify(organization)).toMatchObject({ events: 0, fault: { what: 'cut', seq: 1 } });
  await change(organization, 'delete from event_head where organization_id = $1');
  expect(await verify(organization)).toMatchObject({ fault: { what: 'head', seq: 0 } });
});

it('finds an event that was added beside the head', async () => {
  const { organization } = await withFiveEvents();
  await change(
    organization,
    `insert into event select organization_id, 6, at, person_id, acting_as, verb, subject_type, subject_id, facts, hash, hash from event where organization_id = $1 and seq = 5`,
  );
  await rehash(organization, 6);
  expect(await verify(organization)).toMatchObject({ fault: { what: 'head', seq: 5 } });
});

it('finds a past that was rewritten whole, head and all, when the end was kept elsewhere', async () => {
  const { organization } = await withFiveEvents();
  const { head: anchor } = await verify(organization);
  await change(organization, `update event set facts = '{}' where organization_id = $1 and seq = 2`);
  for (const seq of [2, 3, 4, 5]) await rehash(organization, seq);
  await change(
    organization,
    'update event_head h set hash = e.hash from event e where h.organization_id = $1 and e.organization_id = $1 and e.seq = 5',
  );

  expect((await verify(organization)).fault).toBeNull();
  expect(await verifyChain(on.app.get(Db), organization.id, anchor)).toMatchObject({ fault: { what: 'anchor', seq: 5 } });

  await change(organization, 'delete from event where organization_id = $1 and seq > 3');
  await change(
    organization,
    'update event_head h set seq = 3, hash = e.hash from event e where h.organization_id = $1 and e.organization_id = $1 and e.seq = 3',
  );
  expect((await verify(organization)).fault).toBeNull();
  expect(await verifyChain(on.app.get(Db), organization.id, anchor)).toMatchObject({ fault: { what: 'anchor', seq: 4 } });
});

it('gives no fork to twenty parallel commands of one organisation, and holds while it grows', async () => {
  const { organization, session, period } = await withFiveEvents();
  const { session: caseworker } = await on.world.caseworker();
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(await on.cases.submitted(session, period));
  // Rejections share nothing but the chain: no number is drawn and no money is held.
  const reject = (id: string) =>
    on.cases.send(caseworker, 'POST', `/admin/insatser/${id}/rejection`, { motivation: 'Den ingår i annat ansvar.' });
  const [answers, midway] = [Promise.all(ids.map(reject)), [verify(organization), verify(organization), verify(organization)]];

  expect((await answers).map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
  expect((await Promise.all(midway)).map(({ fault }) => fault)).toEqual([null, null, null]);
  expect(await verify(organization)).toMatchObject({ events: 45, fault: null });
  const events = await chain(organization);
  expect(events.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 45 }, (_x, n) => n + 1));
  expect(new Set(events.map(({ previous_hash }) => previous_hash)).size).toBe(45);
});

it('follows a chain longer than a page', async () => {
  const { organization } = await withFiveEvents();
  const last = (await chain(organization)).at(-1)!;
  let hash = last.hash;
  const rows: unknown[][] = [];
  for (let seq = 6; seq <= 2_505; seq++) {
    const facts = { n: seq, å: 'ä', z: [1, { b: null, a: 0.5 }] };
    const next = hashOf(hash, organization, { ...last, seq: String(seq), facts });
    rows.push([seq, JSON.stringify(facts), hash, next]);
    hash = next;
  }
  await change(
    organization,
    `insert into event select organization_id, (r->>0)::bigint, at, person_id, acting_as, verb, subject_type, subject_id, (r->>1)::jsonb, r->>2, r->>3
     from event, jsonb_array_elements($2::jsonb) r where organization_id = $1 and seq = 5`,
    [JSON.stringify(rows)],
  );
  await change(organization, 'update event_head set seq = 2505, hash = $2 where organization_id = $1', [hash]);
  expect(await verify(organization)).toMatchObject({ events: 2_505, fault: null });
  await change(organization, `update event set facts = facts || '{"n": 0}' where organization_id = $1 and seq = 2001`);
  expect(await verify(organization)).toMatchObject({ events: 2_000, fault: { what: 'edited', seq: 2_001 } });
});

/** Makes an event fit in after the one before it, as somebody with the whole database in hand could. */
async function rehash(organization: TestOrganization, seq: number): Promise<void> {
  const events = await chain(organization);
  const [before, e] = [events.find((one) => Number(one.seq) === seq - 1), events.find((one) => Number(one.seq) === seq)!];
  const previous = before?.hash ?? '0'.repeat(64);
  const hash = hashOf(previous, organization, e);
  await change(organization, 'update event set previous_hash = $3, hash = $4 where organization_id = $1 and seq = $2', [
    seq,
    previous,
    hash,
  ]);
}

/** The hash by the description of it alone, computed beside the product: SHA-256 over the previous hash and the event's canonical JSON. */
function hashOf(previous: string, { id: organizationId }: TestOrganization, e: Omit<Stored, 'previous_hash' | 'hash'>): string {
  const { verb, facts, person_id: personId, acting_as: actingAs, subject_type: subjectType, subject_id: subjectId } = e;
  const content = { organizationId, seq: Number(e.seq), at: e.at.toISOString(), personId, actingAs, verb, subjectType, subjectId, facts };
  return sha256(`${previous}\n${canonicalJson(content)}`);
}

import { Client } from 'pg';
import { Ledger, type Purse } from '../../src/allotments/index.js';
import { Db } from '../../src/kernel/db.js';
import { application } from '../setup/application.js';
import type { Answer } from '../setup/cases.js';
import { testDatabaseUrl } from '../setup/database.js';
import { acceptOffer } from './offers.js';

const on = application();
/** A connection with the rights that the application has, and no more. */
let asApp: Client;

beforeAll(async () => {
  asApp = new Client({ connectionString: await testDatabaseUrl() });
  await asApp.connect();
  await asApp.query(`set role minasidor_app; set app.scope = 'system'`);
});
afterAll(async () => {
  await asApp.end();
});

/** An approved insats with that much granted of twice as much. */
async function approved(grantedOre = 16_000_000) {
  const [employer, caseworker, period] = [
    await on.world.employer('ser_samtliga_ansokningar'),
    await on.world.caseworker(),
    await on.cases.period(),
  ];
  const allotment = await on.cases.allot(employer.organization, period, 2 * grantedOre);
  const id = await on.cases.approved(employer.session, caseworker.session, period, grantedOre);
  const periodId = await on.world.as<string>('select id from agreement_period where code = $1', [period]);
  const purse: Purse = { id, organizationId: employer.organization.id, periodId };
  return { employer, caseworker, period, allotment, id, purse };
}
type Approved = Awaited<ReturnType<typeof approved>>;

async function submitted({ employer, id }: Approved, netOre: number, isFinal = false): Promise<string> {
  const draft = await on.cases.requisitionDraft(employer.session, id, { lines: [{ description: 'Kurs', netOre, vatOre: 0 }], isFinal });
  const { status, body } = await on.cases.submitRequisition(employer.session, draft);
  expect([status, body]).toEqual([200, expect.anything()]);
  return draft.id;
}
const approve = ({ caseworker }: Approved, requisition: string): Promise<Answer> =>
  on.cases.send(caseworker.session, 'POST', `/admin/requisitions/${requisition}/approval`, { lines: null, motivation: '' });
const reject = ({ caseworker }: Approved, requisition: string): Promise<Answer> =>
  on.cases.send(caseworker.session, 'POST', `/admin/requisitions/${requisition}/rejection`, {
    motivation: 'Kostnaden hör inte till insatsen.',
  });
const entries = async ({ id }: Approved) =>
  (
    await on.world.sql.query<{ kind: string; outstanding: string; settled: string }>(
      'select kind, delta_outstanding_ore::text as outstanding, delta_settled_ore::text as settled from ledger_entry where insats_id = $1 order by id',
      [id],
    )
  ).rows.map(({ kind, outstanding, settled }) => [kind, Number(outstanding), Number(settled)]);
const page = async ({ employer, id }: Approved) =>
  (await on.cases.send<{ status: string; amounts: Record<string, number> }>(employer.session, 'GET', `/insatser/${id}`)).body;
/** Books as a story does, in a transaction of its own. */
const book = (work: (ledger: Ledger, tx: Parameters<Parameters<Db['tx']>[1]>[0]) => Promise<void>) =>
  on.app.get(Db).tx({ kind: 'system' }, (tx) => work(on.app.get(Ledger), tx));

it('books the same cause once, also when ten try at the same moment; the losers leave no trace', async () => {
  const one = await approved();
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () => book((ledger, tx) => ledger.grant(tx, one.purse, 100, `same:${one.id}`))),
  );

  expect(tries.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
  for (const lost of tries.filter((t) => t.status === 'rejected')) expect(lost.reason).toMatchObject({ code: '23505' });
  expect((await entries(one)).filter(([, ore]) => ore === 100)).toHaveLength(1);
  expect(await on.cases.cards(one.employer.session, one.period)).toMatchObject({ reservedOre: 16_000_100 });
});

it('is append-only for the application: entries are neither changed nor deleted, and nothing is emptied', async () => {
  const { id } = await approved();
  const forbidden = expect.objectContaining({ code: '42501' });
  for (const sql of [
    'update ledger_entry set delta_outstanding_ore = 1 where insats_id = $1',
    'delete from ledger_entry where insats_id = $1',
    'delete from allotment where organization_id = $1',
    'insert into allotment (organization_id, period_id, allotted_ore) select organization_id, period_id, 1 from insats where id = $1',
  ])
    await expect(asApp.query(sql, [id])).rejects.toEqual(forbidden);
  for (const table of ['ledger_entry', 'allotment']) await expect(asApp.query(`truncate ${table} cascade`)).rejects.toEqual(forbidden);
});

it('fails closed where somebody forgets the conditional update', async () => {
  const one = await approved();
  const forgotten: [sql: string, id: string][] = [
    ['update allotment set outstanding_ore = outstanding_ore + 16000001 where id = $1', one.allotment],
    ['update allotment set settled_ore = settled_ore + 16000001 where id = $1', one.allotment],
    ['update allotment set outstanding_ore = -1 where id = $1', one.allotment],
    ['update allotment set settled_ore = -1 where id = $1', one.allotment],
    ['update allotment set allotted_ore = 15999999 where id = $1', one.allotment],
    ['update insats set pending_requisitions_ore = 16000001 where id = $1', one.id],
    ['update insats set settled_requisitions_ore = 16000001 where id = $1', one.id],
    ['update insats set pending_requisitions_ore = 8000001, settled_requisitions_ore = 8000000 where id = $1', one.id],
    ['update insats set released_ore = 16000001 where id = $1', one.id],
    ['update insats set pending_requisitions_ore = -1 where id = $1', one.id],
    ['update insats set settled_offers_ore = 1 where id = $1', one.id],
  ];
  for (const [sql, id] of forgotten) await expect(asApp.query(sql, [id])).rejects.toMatchObject({ code: '23514' });
  await expect(
    asApp.query(`insert into ledger_entry (allotment_id, organization_id, kind, cause) values ($1, $2, 'adjust', 'nothing')`, [
      one.allotment,
      one.employer.organization.id,
    ]),
  ).rejects.toMatchObject({ code: '23514' });
});

it('says what is missing, that nothing is allotted, and that the money is frozen; and books none of it', async () => {
  const one = await approved();
  const elsewhere = await on.cases.period();
  const waiting = await on.cases.submitted(one.employer.session, elsewhere);
  const second = await on.cases.submitted(one.employer.session, one.period);
  const grant = (id: string, grantedOre: number) =>
    on.cases.send(one.caseworker.session, 'POST', `/admin/insatser/${id}/approval`, { grantedOre, motivation: '' });

  expect(await grant(second, 16_000_001)).toMatchObject({
    status: 409,
    body: { code: 'allotments/insufficient', availableOre: 16_000_000, requestedOre: 16_000_001, missingOre: 1 },
  });
  expect(await grant(waiting, 1)).toMatchObject({ status: 409, body: { code: 'allotments/no-allotment' } });
  await on.world.as('update allotment set frozen = true where id = $1', [one.allotment]);
  expect(await grant(second, 1)).toMatchObject({ status: 409, body: { code: 'allotments/frozen' } });
  expect(await grant(second, 16_000_001)).toMatchObject({ status: 409, body: { code: 'allotments/frozen' } });
  expect(await entries(one)).toEqual([['grant', 16_000_000, 0]]);
});

it('never releases or settles more than what is reserved, and refuses loudly', async () => {
  const one = await approved();
  await expect(book((ledger, tx) => ledger.release(tx, one.purse, 16_000_001, `r:${one.id}`))).rejects.toThrow(/räknarna stämmer inte/);
  await expect(book((ledger, tx) => ledger.settle(tx, one.purse, 16_000_001, `s:${one.id}`, one.id))).rejects.toThrow(
    /räknarna stämmer inte/,
  );
  await book((ledger, tx) => ledger.release(tx, one.purse, 0, `zero:${one.id}`));
  expect(await entries(one)).toEqual([['grant', 16_000_000, 0]]);
});

it('releases the rest at once when a final requisition is approved, and closes the insats', async () => {
  const one = await approved();
  const final = await submitted(one, 2_500_000, true);
  expect((await approve(one, final)).status).toBe(200);

  expect(await entries(one)).toEqual([
    ['grant', 16_000_000, 0],
    ['req_settle', -2_500_000, 2_500_000],
    ['grant_release', -13_500_000, 0],
  ]);
  expect(await page(one)).toMatchObject({
    status: 'avslutad',
    amounts: { grantedOre: 16_000_000, settledOre: 2_500_000, remainingOre: 0, requisitionableOre: 0 },
  });
  expect(await on.cases.cards(one.employer.session, one.period)).toMatchObject({
    reservedOre: 0,
    settledOre: 2_500_000,
    remainingOre: 29_500_000,
  });
});

it('releases just as well while an offer still runs; the insats then stays approved and the offer untouched', async () => {
  const one = await approved();
  await acceptOffer(on.world, one.purse, 1_000_000);
  const final = await submitted(one, 2_500_000, true);
  await approve(one, final);

  expect(await page(one)).toMatchObject({
    status: 'godkand',
    amounts: { settledOre: 2_500_000, remainingOre: 1_000_000, requisitionableOre: 0 },
  });
  expect(await on.cases.cards(one.employer.session, one.period)).toMatchObject({ reservedOre: 1_000_000, settledOre: 2_500_000 });
});

it('lets a final requisition wait until the others are decided, and releases also what they did not get', async () => {
  const one = await approved();
  const [first, final] = [await submitted(one, 2_500_000), await submitted(one, 500_000, true)];
  expect(await approve(one, final)).toMatchObject({ status: 409, body: { code: 'insatser/other-requisitions-pending' } });
  expect((await page(one)).amounts).toMatchObject({ pendingOre: 3_000_000, settledOre: 0, remainingOre: 16_000_000 });
  expect((await reject(one, first)).status).toBe(200);
  expect((await approve(one, final)).status).toBe(200);
  expect(await page(one)).toMatchObject({ status: 'avslutad', amounts: { settledOre: 500_000, remainingOre: 0, pendingOre: 0 } });
});

it('opens the door again when the final one is rejected', async () => {
  const one = await approved();
  expect((await reject(one, await submitted(one, 2_500_000, true))).status).toBe(200);
  await approve(one, await submitted(one, 16_000_000));
  expect(await page(one)).toMatchObject({ status: 'godkand', amounts: { settledOre: 16_000_000, remainingOre: 0 } });
});

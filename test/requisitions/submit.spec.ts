import { application } from '../setup/application.js';
import { type Answer, completeRequisition } from '../setup/cases.js';
import type { Session } from '../setup/world.js';
import type { RequisitionView } from '../../src/requisitions/requisition.dto.js';

const on = application();

async function approvedInsats(grantedOre: number, over: Record<string, unknown> = {}) {
  const [employer, caseworker, period] = [
    await on.world.employer('ser_samtliga_ansokningar'),
    await on.world.caseworker(),
    await on.cases.period(over),
  ];
  await on.cases.allot(employer.organization, period, grantedOre * 2);
  return { employer, caseworker, period, id: await on.cases.approved(employer.session, caseworker.session, period, grantedOre) };
}
const lines = (netOre: number) => [{ description: 'Kurs', netOre, vatOre: 0 }];

it('lets exactly one hundred of a thousand simultaneous requisitions of 1 000 kr draw on 100 000 kr', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const template = await on.cases.requisitionDraft(employer.session, id, { lines: lines(100_000) });
  await on.world.as(
    `insert into requisition (organization_id, insats_id, created_on, created_by, lines, claimed_net_ore, claimed_ore, payee_system, payee_number, contact_name, contact_phone, contact_email, is_final)
     select organization_id, insats_id, created_on, created_by, lines, claimed_net_ore, claimed_ore, payee_system, payee_number, contact_name, contact_phone, contact_email, is_final
     from requisition, generate_series(1, 999) where id = $1`,
    [template.id],
  );
  const { rows } = await on.world.sql.query<{ id: string; version: number }>('select id, version from requisition where insats_id = $1', [
    id,
  ]);
  // When the queue for the database is longer than the wait allows the answer is 503 with Retry-After; a client asks again.
  const insist = async (draft: { id: string; version: number }): Promise<Answer> => {
    for (;;) {
      const answer = await on.cases.submitRequisition(employer.session, draft);
      if (answer.status !== 503) return answer;
      expect(answer.headers['retry-after']).toBeDefined();
    }
  };
  const answers = await Promise.all(rows.map(insist));

  const count = (status: number) => answers.filter((a) => a.status === status).length;
  expect([count(200), count(409)]).toEqual([100, 900]);
  const [sum] = (
    await on.world.sql.query(`select pending_requisitions_ore::int as pending, requisition_count from insats where id = $1`, [id])
  ).rows;
  expect(sum).toEqual({ pending: 10_000_000, requisition_count: 100 });
}, 120_000);

it('refuses 300 000,01 and accepts 300 000 where an offert of 176 250 stands beside, and never touches the offert (Skövde)', async () => {
  const { employer, caseworker, period, id } = await approvedInsats(80_000_000);
  await on.world.as(`update insats set active_offers_ore = 17625000 where id = $1`, [id]);
  await on.world.as(`update allotment set outstanding_ore = outstanding_ore + 17625000 where organization_id = $1`, [
    employer.organization.id,
  ]);
  const first = await on.cases.requisitionDraft(employer.session, id, { lines: lines(50_000_000) });
  await on.cases.submitRequisition(employer.session, first);
  await on.cases.send(caseworker.session, 'POST', `/admin/requisitions/${first.id}/approval`, { lines: null, motivation: '' });

  const { body: page } = await on.cases.send<{ amounts: Record<string, number> }>(employer.session, 'GET', `/insatser/${id}`);
  expect(page.amounts).toMatchObject({
    grantedOre: 80_000_000,
    settledOre: 50_000_000,
    remainingOre: 47_625_000,
    requisitionableOre: 30_000_000,
  });

  const over = await on.cases.submitRequisition(
    employer.session,
    await on.cases.requisitionDraft(employer.session, id, { lines: lines(30_000_001) }),
  );
  expect(over).toMatchObject({
    status: 409,
    body: { code: 'insatser/over-requisitionable', requisitionableOre: 30_000_000, excessOre: 1 },
  });
  const exact = await on.cases.submitRequisition(
    employer.session,
    await on.cases.requisitionDraft(employer.session, id, { lines: lines(30_000_000) }),
  );
  expect(exact.status).toBe(200);
  expect(await on.cases.cards(employer.session, period)).toMatchObject({ reservedOre: 47_625_000, settledOre: 50_000_000 });
});

it('explains why 12451-65 is no bankgiro, and submits 5050-1055', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, id, { payeeNumber: '12451-65' });
  const refused = await on.cases.submitRequisition(employer.session, draft);
  expect(refused).toMatchObject({
    status: 422,
    body: {
      code: 'requisitions/incomplete',
      errors: [
        {
          path: 'payeeNumber',
          message: '12451-65 är inte ett giltigt bankgironummer. Ett bankgironummer har 7 eller 8 siffror, till exempel 991-2346.',
        },
      ],
    },
  });
  const mended = await on.cases.send<RequisitionView>(
    employer.session,
    'PUT',
    `/requisitions/${draft.id}`,
    completeRequisition({ payeeNumber: '50501055' }),
    { 'if-match': `"${draft.version}"` },
  );
  expect(mended.body.form.payeeNumber).toBe('5050-1055');
  const receipt = await on.cases.submitRequisition(employer.session, mended.body);
  expect(receipt.body).toMatchObject({
    claimedOre: 2_500_000,
    receiptTo: [`${employer.person.id.slice(-12)}@testby.se`],
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(receipt.body.number).toMatch(/^8-\d{7}-R1$/);

  const next = await on.cases.send<RequisitionView>(employer.session, 'POST', `/insatser/${id}/requisitions`);
  expect(next.body.form).toMatchObject({ payeeSystem: 'bankgiro', payeeNumber: '5050-1055', contactName: employer.person.name });
});

it('says where its receipt was sent, also when addresses have changed and people have left, until that is forgotten', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const karin = await on.world.person('Karin Kontakt');
  await on.world.member(karin, employer.organization);
  const [own, hers] = [employer.person, karin].map((person) => `${person.id.slice(-12)}@testby.se`);
  const draft = await on.cases.requisitionDraft(employer.session, id, { contactEmail: hers! });
  expect((await on.cases.submitRequisition(employer.session, draft)).body.receiptTo).toEqual([own, hers]);
  await on.world.as(`update membership set email = 'ny@testby.se' where person_id = $1`, [employer.person.id]);
  await on.world.as(`update membership set status = 'ended', ended_at = now() where person_id = $1`, [karin.id]);
  const receiptTo = async () =>
    (await on.cases.send<{ receiptTo: string[] }>(employer.session, 'GET', `/requisitions/${draft.id}/receipt`)).body.receiptTo;
  expect(await receiptTo()).toEqual([own, hers]);
  await on.world.as(`delete from outbox where event_key = 'requisition.submit:' || $1`, [draft.id]);
  expect(await receiptTo()).toEqual([]);
});

it('names everything that is missing in an empty requisition', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, id, {
    lines: [],
    payeeSystem: null,
    payeeNumber: '',
    contactName: '',
    contactPhone: 'ring mig',
    contactEmail: 'namn@',
    isFinal: null,
  });
  const { body } = await on.cases.send<{ errors: { path: string }[] }>(employer.session, 'GET', `/requisitions/${draft.id}/preview`);
  expect(body.errors.map((e) => e.path)).toEqual(['lines', 'payeeSystem', 'contactName', 'contactPhone', 'contactEmail', 'isFinal']);
  expect((await on.cases.submitRequisition(employer.session, draft)).status).toBe(422);
});

it('takes VAT only from an organisation that bears it itself', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const withVat = [{ description: 'Kurs', netOre: 100_000, vatOre: 25_000 }];
  const draft = await on.cases.requisitionDraft(employer.session, id, { lines: withVat });
  expect(await on.cases.submitRequisition(employer.session, draft)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'lines.0.vatOre', code: 'vat' }] },
  });
  await on.world.as(`update organization set vat_treatment = 'bears_vat' where id = $1`, [employer.organization.id]);
  expect(await on.cases.submitRequisition(employer.session, draft)).toMatchObject({ status: 200, body: { claimedOre: 125_000 } });
});

it('lets two who send in the same draft at once, or one who clicks twice, make one requisition', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, id);
  const answers = await Promise.all([1, 2, 3, 4].map(() => on.cases.submitRequisition(employer.session, draft)));
  expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  expect((await on.cases.mails(draft.id)).map(({ template }) => template)).toEqual(['rekvisition-mottagen']);
});

it('closes the door after a final one, after the last day, and when the insats is not approved', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const early = await on.cases.requisitionDraft(employer.session, id);
  await on.cases.submitRequisition(employer.session, await on.cases.requisitionDraft(employer.session, id, { isFinal: true }));
  expect((await on.cases.submitRequisition(employer.session, early)).body.code).toBe('insatser/final-exists');
  expect((await on.cases.send(employer.session, 'POST', `/insatser/${id}/requisitions`)).body.code).toBe('insatser/final-exists');

  const closed = await approvedInsats(10_000_000, { last_requisition_on: '2001-01-01' });
  expect((await on.cases.send(closed.employer.session, 'POST', `/insatser/${closed.id}/requisitions`)).body.code).toBe(
    'insatser/requisitions-closed',
  );
  const waiting = await on.cases.submitted(employer.session, await on.cases.period());
  expect((await on.cases.send(employer.session, 'POST', `/insatser/${waiting}/requisitions`)).body.code).toBe('insatser/not-approved');
});

it('is hidden from a member who does not see the insats, and from other organisations', async () => {
  const { employer, id } = await approvedInsats(10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, id);
  const colleague = await on.world.person('Eva Ekonomi');
  await on.world.member(colleague, employer.organization);
  const [inside, outside] = [
    await on.world.login(colleague, employer.organization),
    (await on.world.employer('ser_samtliga_ansokningar')).session,
  ];
  for (const session of [inside, outside])
    for (const [method, url] of [
      ['GET', `/requisitions/${draft.id}`],
      ['POST', `/requisitions/${draft.id}/submission`],
      ['POST', `/insatser/${id}/requisitions`],
    ] as const)
      expect((await on.cases.send(session, method, url, undefined, { 'if-match': `"${draft.version}"` })).status).toBe(404);
});

describe('to a colleague without “Ser samtliga ansökningar”', () => {
  async function scene() {
    const { employer, caseworker, id } = await approvedInsats(10_000_000);
    const karin = await on.world.person('Karin Kollega');
    await on.world.member(karin, employer.organization);
    return { employer, caseworker, id, karin, session: await on.world.login(karin, employer.organization) };
  }
  const linked = async (session: Session, id: string) =>
    (await on.cases.send<{ linked: { id: string }[] }>(session, 'GET', `/insatser/${id}`)).body.linked.map((one) => one.id);

  it('the page of an insats she answers for shows no draft of anybody else’s, though her own', async () => {
    const { employer, id, karin, session } = await scene();
    await on.world.as('update insats set responsible_person_id = $2 where id = $1', [id, karin.id]);
    const theirs = await on.cases.requisitionDraft(employer.session, id, { lines: lines(100_000) });
    const hers = await on.cases.requisitionDraft(session, id, { lines: lines(200_000) });
    expect(await linked(session, id)).toEqual([hers.id]);
    expect((await linked(employer.session, id)).toSorted()).toEqual([theirs.id, hers.id].toSorted());
    expect((await on.cases.submitRequisition(employer.session, theirs)).status).toBe(200);
    expect((await linked(session, id)).toSorted()).toEqual([theirs.id, hers.id].toSorted());
    expect((await on.cases.send(employer.session, 'DELETE', `/requisitions/${hers.id}`)).status).toBe(204);
    const trace = `select json_build_object('verb', verb, 'person', person_id, 'facts', facts) from event where subject_id = $1`;
    expect(await on.world.as(trace, [hers.id])).toEqual({ verb: 'requisition.discard', person: employer.person.id, facts: {} });
  });

  it('what she does not see is never told, whatever its status: submitting it is 404', async () => {
    const { employer, caseworker, id, session } = await scene();
    const draft = await on.cases.requisitionDraft(employer.session, id, { lines: lines(100_000) });
    const unseen = { status: 404, body: { code: 'portal/not-found' } };
    expect(await on.cases.submitRequisition(session, draft)).toMatchObject(unseen);
    await on.cases.submitRequisition(employer.session, draft);
    expect(await on.cases.submitRequisition(session, draft)).toMatchObject(unseen);
    await on.cases.send(caseworker.session, 'POST', `/admin/requisitions/${draft.id}/approval`, { lines: null, motivation: '' });
    const answer = await on.cases.submitRequisition(session, draft);
    expect(answer).toMatchObject(unseen);
    expect(JSON.stringify(answer.body)).not.toContain('godkand');
  });

  it('somebody who was added by number and never came is called what was written, also after the end', async () => {
    const { employer, id, karin } = await scene();
    const { organization, session } = employer;
    await on.world.as('update insats set responsible_person_id = $2 where id = $1', [id, karin.id]);
    const shown = async () => (await on.cases.send<{ responsibleName: string }>(session, 'GET', `/insatser/${id}`)).body.responsibleName;
    const member = (change: string) =>
      on.world.as(`update membership set ${change} where person_id = $1 and organization_id = $2`, [karin.id, organization.id]);
    expect(await shown()).toBe('Karin Kollega');
    await member(`stated_name = 'K. Skriven', status = 'ended', ended_at = now()`);
    expect(await shown()).toBe('K. Skriven');
  });
});

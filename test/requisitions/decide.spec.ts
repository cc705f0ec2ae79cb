import { application } from '../setup/application.js';
import type { Cases } from '../setup/cases.js';
import type { RequisitionView } from '../../src/requisitions/requisition.dto.js';

const on = application();

const lines = (...netOre: number[]) => netOre.map((net) => ({ description: 'Kurs', netOre: net, vatOre: 0 }));

async function submitted(over: Parameters<Cases['requisitionDraft']>[2] = {}) {
  const [employer, caseworker, period] = [
    await on.world.employer('ser_samtliga_ansokningar'),
    await on.world.caseworker(),
    await on.cases.period(),
  ];
  await on.cases.allot(employer.organization, period, 20_000_000);
  const insatsId = await on.cases.approved(employer.session, caseworker.session, period, 10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, insatsId, over);
  await on.cases.submitRequisition(employer.session, draft);
  const decide = (what: 'approval' | 'rejection', body: unknown, session = caseworker.session) =>
    on.cases.send<RequisitionView>(session, 'POST', `/admin/requisitions/${draft.id}/${what}`, body);
  return { employer, caseworker, period, insatsId, id: draft.id, decide };
}

it('settles an approved requisition once, also when twenty approve it, and mails its contact once', async () => {
  const { employer, period, id, decide } = await submitted({ lines: lines(2_500_000, 150_000) });
  const answers = await Promise.all(Array.from({ length: 20 }, () => decide('approval', { lines: null, motivation: '' })));
  expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, ...Array<number>(19).fill(409)]);
  expect(await on.cases.cards(employer.session, period)).toEqual({
    reservedOre: 7_350_000,
    settledOre: 2_650_000,
    remainingOre: 10_000_000,
    allottedOre: 20_000_000,
  });
  expect((await on.cases.mails(id)).map((m) => m.template)).toEqual(['rekvisition-mottagen', 'rekvisition-beslut']);
});

it('approves in part, line by line, and the rest can be requisitioned again', async () => {
  const { employer, insatsId, id, decide } = await submitted({ lines: lines(6_000_000, 4_000_000) });
  const short = await decide('approval', { lines: [{ approvedOre: 6_000_000, reason: '' }], motivation: '' });
  const silent = await decide('approval', {
    lines: [
      { approvedOre: 6_000_000, reason: '' },
      { approvedOre: 1_000_000, reason: '' },
    ],
    motivation: '',
  });
  const over = await decide('approval', {
    lines: [
      { approvedOre: 6_000_001, reason: '' },
      { approvedOre: 0, reason: 'Kost ersätts inte.' },
    ],
    motivation: '',
  });
  const nothing = await decide('approval', {
    lines: [
      { approvedOre: 0, reason: 'Nej tack' },
      { approvedOre: 0, reason: 'Nej tack' },
    ],
    motivation: '',
  });
  expect([short, silent, over, nothing].map((a) => (a.body as unknown as { code: string }).code)).toEqual([
    'requisitions/lines-mismatch',
    'requisitions/reason-missing',
    'requisitions/approved-more-than-claimed',
    'requisitions/nothing-approved',
  ]);

  const partly = await decide('approval', {
    lines: [
      { approvedOre: 6_000_000, reason: '' },
      { approvedOre: 1_000_000, reason: 'Kost ersätts inte.' },
    ],
    motivation: 'Se raderna.',
  });
  expect(partly.body).toMatchObject({
    status: 'delvis_godkand',
    statusLabel: 'Delvis godkänd',
    approvedOre: 7_000_000,
    decision: { outcome: 'delvis_godkand', motivation: 'Se raderna.' },
  });
  const { body } = await on.cases.send<{ amounts: object }>(employer.session, 'GET', `/insatser/${insatsId}`);
  expect(body.amounts).toMatchObject({
    grantedOre: 10_000_000,
    settledOre: 7_000_000,
    remainingOre: 3_000_000,
    requisitionableOre: 3_000_000,
    pendingOre: 0,
  });
  expect((await on.cases.send<RequisitionView>(employer.session, 'GET', `/requisitions/${id}`)).body.form.lines[1]).toMatchObject({
    approvedOre: 1_000_000,
    reason: 'Kost ersätts inte.',
  });
});

it('releases the rest when a final one is approved, and closes the insats', async () => {
  const { employer, period, insatsId, decide } = await submitted({ lines: lines(2_500_000), isFinal: true });
  await decide('approval', { lines: null, motivation: '' });
  expect(await on.cases.cards(employer.session, period)).toEqual({
    reservedOre: 0,
    settledOre: 2_500_000,
    remainingOre: 17_500_000,
    allottedOre: 20_000_000,
  });
  const { body } = await on.cases.send(employer.session, 'GET', `/insatser/${insatsId}`);
  expect(body).toMatchObject({
    status: 'avslutad',
    statusLabel: 'Avslutad',
    amounts: { grantedOre: 10_000_000, settledOre: 2_500_000, remainingOre: 0, requisitionableOre: 0 },
  });
});

it('gives a rejected requisition’s money back to the insats, with a motivation', async () => {
  const { employer, insatsId, decide } = await submitted({ lines: lines(10_000_000) });
  expect((await decide('rejection', { motivation: 'Nej' })).status).toBe(422);
  const answer = await decide('rejection', { motivation: 'Kostnaderna hör inte till den godkända insatsen.' });
  expect(answer.body).toMatchObject({ status: 'ej_godkand', approvedOre: 0 });
  expect((await decide('approval', { lines: null, motivation: '' })).status).toBe(409);
  const { body } = await on.cases.send<{ amounts: object }>(employer.session, 'GET', `/insatser/${insatsId}`);
  expect(body.amounts).toMatchObject({ requisitionableOre: 10_000_000, pendingOre: 0, settledOre: 0 });
});

it('is decided only by the fund: not by the employer, not above the limit, not by a member', async () => {
  const { employer, caseworker, decide } = await submitted();
  const [economist, limited] = [await on.world.caseworker('ekonom'), await on.world.caseworker('handlaggare', 2_499_999)];
  const body = { lines: null, motivation: '' };
  expect((await decide('approval', body, employer.session)).status).toBe(403);
  expect((await decide('approval', body, limited.session)).body).toMatchObject({ code: 'allotments/over-limit', limitOre: 2_499_999 });
  await on.world.member(caseworker.person, employer.organization);
  expect((await decide('approval', body)).body).toMatchObject({ code: 'allotments/conflict-of-interest' });
  expect((await decide('approval', body, economist.session)).status).toBe(200);
});

describe('the decision is told', () => {
  const told = (id: string) =>
    on.world.as<object[]>(
      `select json_agg(json_build_object('person', person_id, 'to', recipient) order by id) from outbox where event_key = 'requisition.decide:' || $1`,
      [id],
    );
  const address = ({ id }: { id: string }) => `${id.slice(-12)}@testby.se`;
  const end = ({ id }: { id: string }) =>
    on.world.as(`update membership set status = 'ended', ended_at = now() where person_id = $1`, [id]);

  it('the member whose address stands in it and who sent it in, each at his or her own; nobody who has left, and no other address', async () => {
    const karin = await on.world.person('Karin Kontakt');
    const { employer, id, decide } = await submitted({ lines: lines(1_000_000), contactEmail: address(karin).toUpperCase() });
    await on.world.member(karin, employer.organization);
    expect((await decide('approval', { lines: null, motivation: '' })).status).toBe(200);
    expect(await told(id)).toEqual([employer.person, karin].map((person) => ({ person: person.id, to: address(person) })));

    const left = await submitted({ lines: lines(1_000_000), contactEmail: address(karin) });
    const successor = await on.world.person('Sara Successor');
    await on.world.member(successor, left.employer.organization);
    await on.world.as('update insats set contact_person_id = $2 where id = $1', [left.insatsId, successor.id]);
    await end(left.employer.person);
    expect((await left.decide('rejection', { motivation: 'Underlag för kostnaden saknas.' })).status).toBe(200);
    expect(await told(left.id)).toEqual([{ person: successor.id, to: address(successor) }]);
  });

  it.each([
    ['the responsible one', 'responsible', 'rekvisition-beslut'],
    ['who sees every insats', 'ser_samtliga_ansokningar', 'rekvisition-beslut'],
    ['an administrator, by its number alone', 'administrera_anvandare', 'rekvisition-beslut-utan-mottagare'],
  ] as const)('when its submitter and the contacts have left: %s', async (_who, as, template) => {
    const { employer, insatsId, id, decide } = await submitted({ lines: lines(1_000_000) });
    const heir = await on.world.person('Helga Heir');
    await on.world.member(heir, employer.organization, ...(as === 'responsible' ? [] : [as]));
    if (as === 'responsible') await on.world.as('update insats set responsible_person_id = $2 where id = $1', [insatsId, heir.id]);
    else await on.world.member(await on.world.person('Nils Nolla'), employer.organization);
    await end(employer.person);
    expect((await decide('rejection', { motivation: 'Underlag för kostnaden saknas.' })).status).toBe(200);
    expect(await told(id)).toEqual([{ person: heir.id, to: address(heir) }]);
    const [mail] = (await on.cases.mails(id)).slice(-1);
    expect(mail).toMatchObject({ template });
  });
});

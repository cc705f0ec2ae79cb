import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';

const on = application();

async function submittedInsats(allottedOre = 100_000_000) {
  const [employer, caseworker, period] = [
    await on.world.employer('ser_samtliga_ansokningar'),
    await on.world.caseworker(),
    await on.cases.period(),
  ];
  await on.cases.allot(employer.organization, period, allottedOre);
  return { employer, caseworker, period, id: await on.cases.submitted(employer.session, period) };
}

it('approves once, reserves once, mails once, also when twenty press the button at the same moment', async () => {
  const { employer, caseworker, period, id } = await submittedInsats();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, { grantedOre: 16_000_000, motivation: '' }),
    ),
  );

  expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([200, ...Array<number>(19).fill(409)]);
  expect(answers.find((a) => a.status === 409)!.body).toMatchObject({
    code: 'portal/invalid-transition',
    current: 'godkand',
    allowed: ['registreras'],
  });
  const entries = await on.world.as<string>(`select count(*) from ledger_entry where insats_id = $1 and kind = 'grant'`, [id]);
  expect(Number(entries)).toBe(1);
  expect((await on.cases.mails(id)).filter((m) => m.template === 'insats-beslut')).toHaveLength(1);
  expect(await on.cases.cards(employer.session, period)).toEqual({
    reservedOre: 16_000_000,
    settledOre: 0,
    remainingOre: 84_000_000,
    allottedOre: 100_000_000,
  });
});

it('gives the first answer again for the same key, and reserves nothing more', async () => {
  const { caseworker, id } = await submittedInsats();
  const key = { 'idempotency-key': newKey() };
  const body = { grantedOre: 16_000_000, motivation: '' };
  const first = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, body, key);
  const again = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, body, key);
  const other = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, { ...body, grantedOre: 1 }, key);

  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.body).toEqual(first.body);
  expect(other).toMatchObject({ status: 422, body: { code: 'portal/idempotency-key-reused' } });
});

it('refuses more than what is left of the allotment and says how much is missing', async () => {
  const { employer, caseworker, period, id } = await submittedInsats(15_000_000);
  const answer = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, {
    grantedOre: 15_000_001,
    motivation: '',
  });

  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'allotments/insufficient', availableOre: 15_000_000, requestedOre: 15_000_001, missingOre: 1 },
  });
  expect(await on.cases.cards(employer.session, period)).toMatchObject({ reservedOre: 0, remainingOre: 15_000_000 });
  expect((await on.cases.send<{ status: string }>(employer.session, 'GET', `/insatser/${id}`)).body.status).toBe('registreras');
});

it('keeps a caseworker within the decision limit; a decision maker may go further', async () => {
  const { id } = await submittedInsats();
  const [limited, maker] = [await on.world.caseworker('handlaggare', 15_999_999), await on.world.caseworker('beslutsfattare')];
  const body = { grantedOre: 16_000_000, motivation: '' };

  expect(await on.cases.send(limited.session, 'POST', `/admin/insatser/${id}/approval`, body)).toMatchObject({
    status: 403,
    body: { code: 'allotments/over-limit' },
  });
  expect((await on.cases.send(maker.session, 'POST', `/admin/insatser/${id}/approval`, body)).status).toBe(200);
});

it('refuses a caseworker who is a member of the organisation (jäv)', async () => {
  const { employer, caseworker, id } = await submittedInsats();
  await on.world.member(caseworker.person, employer.organization);
  const answer = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/approval`, { grantedOre: 1, motivation: '' });
  expect(answer).toMatchObject({ status: 403, body: { code: 'allotments/conflict-of-interest' } });
});

it('refuses the employer, the fund’s economist, a draft and an unknown id', async () => {
  const { employer, caseworker, period, id } = await submittedInsats();
  const economist = await on.world.caseworker('ekonom');
  const draft = await on.cases.draft(employer.session, period);
  const approve = (session: typeof employer.session, which: string) =>
    on.cases.send(session, 'POST', `/admin/insatser/${which}/approval`, { grantedOre: 1, motivation: '' });

  expect((await approve(employer.session, id)).status).toBe(403);
  expect((await approve(economist.session, id)).status).toBe(403);
  expect((await approve(caseworker.session, draft.id)).status).toBe(404);
  expect((await approve(caseworker.session, '019a0000-0000-7000-8000-000000000001')).status).toBe(404);
  expect((await approve(caseworker.session, 'abc')).status).toBe(400);
});

it('asks for an amount when the employer is supplier, and for an offert when the fund is', async () => {
  const { employer, caseworker, period, id } = await submittedInsats();
  const fund = await on.cases.submitted(employer.session, period, { supplierMode: 'fund', budget: [] });
  const approve = (which: string, grantedOre: unknown) =>
    on.cases.send(caseworker.session, 'POST', `/admin/insatser/${which}/approval`, { grantedOre, motivation: '' });

  expect((await approve(id, null)).body.code).toBe('insatser/grant-missing');
  expect((await approve(fund, null)).body.code).toBe('insatser/offer-missing');
  expect((await approve(fund, 100)).body.code).toBe('insatser/grant-not-for-fund-supplier');
  for (const bad of [0, -1, 1.5, '16', 1e308, 2 ** 53 + 2, [1], {}]) expect((await approve(id, bad)).status).toBe(422);
});

it('rejects with a motivation, holds nothing and mails the employer', async () => {
  const { employer, caseworker, period, id } = await submittedInsats();
  const short = await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/rejection`, { motivation: 'Nej.' });
  const answer = await on.cases.send<{ status: string; statusLabel: string }>(
    caseworker.session,
    'POST',
    `/admin/insatser/${id}/rejection`,
    {
      motivation: 'Insatsen ingår i det löpande kompetensansvaret.',
    },
  );

  expect(short).toMatchObject({ status: 422, body: { errors: [{ path: 'motivation' }] } });
  expect(answer.body).toMatchObject({
    status: 'ej_godkand',
    statusLabel: 'Ej godkänd',
    amounts: { grantedOre: 0, settledOre: 0, remainingOre: 0 },
  });
  expect((await on.cases.mails(id)).map((m) => m.template)).toEqual(['insats-mottagen', 'insats-beslut']);
  expect(await on.cases.cards(employer.session, period)).toMatchObject({ reservedOre: 0, remainingOre: 100_000_000 });
});

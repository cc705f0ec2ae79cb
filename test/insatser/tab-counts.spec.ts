import { randomUUID } from 'node:crypto';
import type { OverviewView } from '../../src/insatser/insats-list.dto.js';
import { application } from '../setup/application.js';
import type { Session } from '../setup/world.js';

const on = application();

/** What the tabs say, and how many rows each tab then shows. */
async function tabs(session: Session, period: string) {
  const { body } = await on.cases.send<OverviewView>(session, 'GET', `/overview?period=${period}`);
  const rows = async (tab: string) =>
    (await on.cases.send<{ rows: unknown[] }>(session, 'GET', `/${tab}?period=${period}&limit=100`)).body.rows.length;
  return {
    said: body.counts,
    shown: { insatser: await rows('insatser'), offerter: await rows('offerter'), requisitions: await rows('requisitions') },
  };
}

const offert = (organizationId: string, insatsId: string, status: string) =>
  on.world.as(
    `insert into offert (organization_id, insats_id, number, status, issued_on, valid_through, net_ore, vat_ore, gross_ore, sort_no)
     values ($1, $2, $3, $4, '2026-01-01', '2026-02-01', 100, 0, 100, 1)`,
    [organizationId, insatsId, `offer-${randomUUID()}`, status],
  );

it('counts in each tab what the tab shows, for who sees all and who sees her own, in that period and no other', async () => {
  const { session: all, organization } = await on.world.employer('ser_samtliga_ansokningar');
  const colleague = await on.world.person('Karin Kollega');
  await on.world.member(colleague, organization);
  const own = await on.world.login(colleague, organization);
  const { session: caseworker } = await on.world.caseworker();
  const [period, other] = [await on.cases.period(), await on.cases.period()];
  for (const code of [period, other]) await on.cases.allot(organization, code, 100_000_000);

  const theirs = await on.cases.approved(all, caseworker, period, 10_000_000);
  const hers = await on.cases.approved(own, caseworker, period, 10_000_000);
  await on.cases.approved(own, caseworker, other, 10_000_000);
  await on.cases.draft(all, period);
  for (const id of [theirs, hers]) for (const status of ['utkast', 'vantar_pa_svar']) await offert(organization.id, id, status);
  await on.cases.submitRequisition(all, await on.cases.requisitionDraft(all, theirs));
  await on.cases.requisitionDraft(all, hers);
  await on.cases.requisitionDraft(own, hers);

  expect(await tabs(all, period)).toEqual({
    said: { insatser: 3, offerter: 2, requisitions: 3 },
    shown: { insatser: 3, offerter: 2, requisitions: 3 },
  });
  expect(await tabs(own, period)).toEqual({
    said: { insatser: 1, offerter: 1, requisitions: 1 },
    shown: { insatser: 1, offerter: 1, requisitions: 1 },
  });
});

it('files offerter and requisitions under the period of their insats, whatever is written', async () => {
  const { session, organization } = await on.world.employer('ser_samtliga_ansokningar');
  const [period, other] = [await on.cases.period(), await on.cases.period()];
  const insats = await on.cases.submitted(session, period);
  await offert(organization.id, insats, 'vantar_pa_svar');
  await on.world.as(`update offert set period_id = (select id from agreement_period where code = $2) where insats_id = $1`, [
    insats,
    other,
  ]);
  expect((await tabs(session, period)).said).toMatchObject({ offerter: 1 });
  expect((await tabs(session, other)).said).toMatchObject({ offerter: 0 });
});

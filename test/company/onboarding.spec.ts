import type { OnboardingView, OwnCompany } from '../../src/company/company.dto.js';
import { application } from '../setup/application.js';
import { Board } from '../setup/board.js';
import type { Session } from '../setup/world.js';
import { CompanyDesk } from './company.js';

const on = application();
let desk: CompanyDesk;
beforeAll(() => {
  desk = new CompanyDesk(on);
});

const list = (session: Session) => on.cases.send<OnboardingView>(session, 'GET', '/company/onboarding');
const done = async (session: Session) => (await list(session)).body.items.filter((item) => item.done).map(({ step }) => step);

it('ticks each step of a new company by what is really there, and unticks it when it is gone', async () => {
  const { company, admin } = await desk.company();
  expect((await list(admin.session)).body).toEqual({
    hidden: false,
    items: ['anvandare', 'yrkesutbildningsansvarig', 'handledare', 'bestallningsgodkannare', 'arbetsplatser'].map((step) => ({
      step,
      done: false,
    })),
  });
  const { id } = (await desk.add(admin.session, desk.form({ roles: ['yrkesutbildningsansvarig'] }))).body;
  expect(await done(admin.session)).toEqual(['anvandare', 'yrkesutbildningsansvarig']);
  await desk.employee(company, 'Hasse Handledare', 'handledare', 'bestallningsgodkannare');
  await on.world.as(`insert into workplace (organization_id, name) values ($1, 'Slussen')`, [company.id]);
  await on.world.as(`update membership set status = 'suspended' where id = $1`, [id]);
  expect(await done(admin.session)).toEqual(['anvandare', 'handledare', 'bestallningsgodkannare', 'arbetsplatser']);
});

it('is hidden for the whole company and brought back, each once in the audit trail; another company’s stands', async () => {
  const [{ company, admin }, other] = [await desk.company(), await desk.company()];
  const colleague = await desk.employee(company, 'Ada Admin', 'foretagsadministrator');
  const hide = (hidden: boolean) => on.cases.send<OnboardingView>(admin.session, 'PUT', '/company/onboarding', { hidden });
  for (const hidden of [true, true, false, true]) expect((await hide(hidden)).body.hidden).toBe(hidden);
  expect([(await list(colleague.session)).body.hidden, (await list(other.admin.session)).body.hidden]).toEqual([true, false]);
  const verbs = await on.world.as<string[]>('select array_agg(verb order by seq) from event where organization_id = $1', [company.id]);
  expect(verbs).toEqual(['onboarding.hide', 'onboarding.show', 'onboarding.hide']);
});

it('is the administrators’; the company and its region are everybody’s there', async () => {
  const { company, admin } = await desk.company();
  const region = await new Board(on.world).region();
  await on.world.as('update organization set region_code = $2 where id = $1', [company.id, region]);
  const hasse = await desk.employee(company, 'Hasse Handledare', 'handledare');
  expect((await list(hasse.session)).status).toBe(403);
  for (const { session } of [admin, hasse])
    expect((await on.cases.send<OwnCompany>(session, 'GET', '/company')).body).toMatchObject({
      name: company.name,
      region: { code: region },
    });
  const fund = await on.world.employer('administrera_anvandare');
  expect((await on.cases.send(fund.session, 'GET', '/company')).status).toBe(403);
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { FrejaApp } from '../setup/freja.js';
import { newPersonalNumber } from '../setup/identities.js';
import { type Session, type TestPerson, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
const freja = new FrejaApp(new URL(setting('TEST_FREJA_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const privatperson = () => ({ personalNumber: newPersonalNumber(), givenName: 'Petra', surname: 'Privat' });
const send = (session: Session, method: 'GET' | 'PUT', url: string, payload?: object) =>
  app.inject({ method, url: `/api/v1${url}`, headers: { ...session }, ...(payload ? { payload } : {}) });

describe('the private entrance', () => {
  it.each(['bankid', 'freja'] as const)('leads to the private area with %s', async (eid) => {
    const [browser, person] = [new Browser(app), privatperson()];
    const order = await (eid === 'bankid' ? browser.startBankId('qr', 'private') : browser.startFreja('qr', 'private'));
    await (eid === 'bankid' ? bankid : freja).approve({ qr: order.qr! }, person);
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete', next: '/min-sida' });
    expect(await browser.session()).toMatchObject({
      person: { name: 'Petra Privat' },
      context: { kind: 'private', organization: null, title: null, roles: [{ code: 'privatperson' }] },
      choices: 0,
    });
  });

  it('belongs to the order from its start: what the browser sends afterwards does not swap it', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId('qr', 'private');
    await bankid.approve({ qr: order.qr! }, privatperson());
    const collect = (query: string, body?: object) =>
      browser.send('POST', `/auth/bankid/orders/${order.id}/collect${query}`, body, { 'x-csrf-token': order.csrfToken });
    let last = await collect('?entrance=employer', { entrance: 'employer' });
    for (let n = 0; n < 30 && last.body.status !== 'complete'; n++) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      last = await collect('?entrance=employer', { entrance: 'employer' });
    }
    expect(last.body).toMatchObject({ status: 'complete', next: '/min-sida' });
    expect(await browser.session()).toMatchObject({ context: { kind: 'private' } });
  });

  it('is the employer’s when nothing is said, and no other is known', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve({ qr: order.qr! }, privatperson());
    expect(await browser.pollToEnd(order)).toMatchObject({ next: '/ingen-organisation' });
    const answer = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr', entrance: 'staff' });
    expect([answer.status, answer.body.code]).toEqual([422, 'portal/invalid']);
  });
});

describe('a private session', () => {
  let person: TestPerson;
  let organization: { id: string; name: string };
  let session: Session;
  beforeAll(async () => {
    [person, organization] = [await world.person('Petra Privat'), await world.organization()];
    await world.member(person, await world.organization());
    await world.member(person, { ...organization, orgNumber: '' }, 'administrera_anvandare', 'ser_samtliga_ansokningar');
    await world.staff(person, 'beslutsfattare');
    session = await world.login(person, 'private');
  });

  it('has none of the rights that its person has elsewhere', async () => {
    const { context } = (await send(session, 'GET', '/session')).json();
    expect(context.permissions).toEqual(['session:use', 'private:read']);
    expect((await send(session, 'GET', '/me/organizations')).json()).toEqual({ organizations: [], staff: null });
  });

  it.each([
    ['an employer', () => ({ kind: 'employer', organizationId: organization.id })],
    ['staff', () => ({ kind: 'staff' })],
  ])('never becomes one of %s', async (_what, wanted) => {
    const answer = await send(session, 'PUT', '/context', wanted());
    expect(answer.json()).toMatchObject({ status: 403, code: 'context/private' });
    expect((await send(session, 'GET', '/session')).json()).toMatchObject({ context: { kind: 'private' } });
  });

  it('and no other session becomes private', async () => {
    const employer = await world.login(person, { ...organization, orgNumber: '' });
    expect((await send(employer, 'PUT', '/context', { kind: 'private' })).json()).toMatchObject({ status: 422, code: 'portal/invalid' });
    expect((await send(employer, 'GET', '/private/me')).json()).toMatchObject({ status: 403, code: 'portal/forbidden' });
  });

  it('shows where the person belongs, for information', async () => {
    const page = (await send(session, 'GET', '/private/me')).json();
    expect(page).toMatchObject({ name: 'Petra Privat', givenName: 'Petra', surname: 'Privat', staffRoles: [{ label: 'Beslutsfattare' }] });
    expect(page.memberships).toHaveLength(2);
    expect(page.memberships.find((one: { organization: string }) => one.organization === organization.name)).toMatchObject({
      title: 'HR-chef',
      status: 'active',
      email: `${person.id.slice(-12)}@testby.se`,
      roles: [{ label: 'Administrera användare' }, { label: 'Ser samtliga ansökningar' }],
    });
  });

  it('refuses a page that another tab drew for an organisation, so nothing is read or written there', async () => {
    const answer = await app.inject({
      url: '/api/v1/private/me',
      headers: { ...session, 'x-organization-id': organization.id },
    });
    expect(answer.json()).toMatchObject({ status: 409, code: 'context/changed' });
  });
});

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Operation } from '../../src/kernel/doors.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { Contract } from '../setup/contract.js';
import { invitationForm } from '../setup/invitations.js';
import { command, type Session, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let cases: Cases;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  cases = new Cases(app, world);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const loggedInAgo = (session: Session, ago: string) =>
  world.as(`update session set authenticated_at = now() - $2::interval where csrf_token = $1`, [session['x-csrf-token'], ago]);

async function complete() {
  const [{ session, organization }, staff, period] = [await world.employer(), await world.caseworker(), await cases.period()];
  await cases.allot(organization, period, 1_000_000_000);
  const draft = await cases.requisitionDraft(session, await cases.approved(session, staff.session, period, 10_000_000));
  const submit = async (by: Session, key?: string) => {
    const headers = { ...command(by, key), 'if-match': `"${draft.version}"` };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/requisitions/${draft.id}/submission`, headers });
    return [answer.statusCode, answer.json().code ?? 'done'];
  };
  const status = () => world.as<string>('select status from requisition where id = $1', [draft.id]);
  return { session, submit, status };
}

describe('an act that asks for a fresh log-in', () => {
  it('is refused ten minutes after the e-ID was shown, whatever else is in order, and changes nothing', async () => {
    const { session, submit, status } = await complete();
    await loggedInAgo(session, '10 minutes');
    expect(await submit(session)).toEqual([403, 'session/step-up-needed']);
    expect(await status()).toBe('utkast');
  });

  it('is done nine and a half minutes after', async () => {
    const { session, submit, status } = await complete();
    await loggedInAgo(session, '9 minutes 30 seconds');
    expect(await submit(session)).toEqual([200, 'done']);
    expect(await status()).toBe('inskickad');
  });

  it('is not refreshed by activity, nor by choosing an organisation', async () => {
    const { session, submit } = await complete();
    await loggedInAgo(session, '11 minutes');
    const { context, authenticatedAt } = (await app.inject({ url: '/api/v1/session', headers: { ...session } })).json();
    const chosen = await app.inject({
      method: 'PUT',
      url: '/api/v1/context',
      headers: { ...session },
      payload: { kind: 'employer', organizationId: context.organization.id },
    });
    expect(chosen.json()).toMatchObject({ authenticatedAt });
    const [cookie] = chosen.cookies;
    const moved = { ...session, cookie: `${cookie!.name}=${cookie!.value}`, 'x-csrf-token': chosen.json().csrfToken as string };
    expect(await submit(moved)).toEqual([403, 'session/step-up-needed']);
  });

  it('may be sent again with the same key after the new log-in, and is done once', async () => {
    const { session, submit } = await complete();
    await loggedInAgo(session, '11 minutes');
    expect(await submit(session, 'samma nyckel')).toEqual([403, 'session/step-up-needed']);
    await loggedInAgo(session, '0');
    expect(await submit(session, 'samma nyckel')).toEqual([200, 'done']);
    expect(await submit(session, 'samma nyckel')).toEqual([200, 'done']);
  });

  it('is every way to give a right, an invitation too: none is sent', async () => {
    const { session, organization } = await world.employer('administrera_anvandare');
    await loggedInAgo(session, '10 minutes');
    const { status, body } = await cases.send<{ code: string }>(session, 'POST', '/invitations', invitationForm());
    expect([status, body.code]).toEqual([403, 'session/step-up-needed']);
    expect(await world.as('select count(*)::int from invitation where organization_id = $1', [organization.id])).toBe(0);
  });

  it('is marked in the contract', () => {
    const paths = Contract.of(app).document.paths as Record<string, Record<string, Operation>>;
    const marked = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => (operation['x-step-up'] ? [{ name: `${method} ${path}`, operation }] : [])),
    );
    expect(marked.map(({ name }) => name).sort()).toEqual([
      'delete /api/v1/users/{id}/suspension',
      'post /api/v1/admin/connection-requests/{id}/connection',
      'post /api/v1/admin/connection-requests/{id}/personal-number',
      'post /api/v1/company/people',
      'post /api/v1/company/people/{id}/personal-number',
      'post /api/v1/invitations',
      'post /api/v1/invitations/files',
      'post /api/v1/invitations/{id}/confirmation',
      'post /api/v1/invitations/{id}/resend',
      'post /api/v1/me/contact-points',
      'post /api/v1/requisitions/{id}/submission',
      'post /api/v1/user-exports',
      'post /api/v1/users/{id}/end',
      'post /api/v1/users/{id}/handover',
      'post /api/v1/users/{id}/substitution',
      'put /api/v1/attest-policy',
      'put /api/v1/users/{id}',
      'put /api/v1/users/{id}/permissions',
    ]);
    for (const { operation } of marked) expect(JSON.stringify(operation.responses)).toContain('session/step-up-needed');
  });
});

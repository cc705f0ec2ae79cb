import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import {
  employerRoles,
  type Permission,
  permissions,
  permissionsOf,
  privateRoles,
  type Role,
  staffRoles,
} from '../../src/kernel/access.js';
import { CAN } from '../../src/kernel/doors.js';
import { OfferterController } from '../../src/offerter/offerter.controller.js';
import { testApp } from '../setup/app.js';
import { actorOf, type Attempt, BROWSER, send } from '../setup/attempts.js';
import { all, type Caller, Callers, everyone, isStranger } from '../setup/callers.js';
import { Cases } from '../setup/cases.js';
import { Contract, type Route } from '../setup/contract.js';
import { Stage } from '../setup/stage.js';
import { command, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let stage: Stage;
let contract: Contract;
let callers: Callers;
const log: string[] = [];

beforeAll(async () => {
  [app, world] = [await testApp({}, log), await World.open()];
  contract = Contract.of(app);
  stage = await Stage.build(world, new Cases(app, world));
  callers = new Callers(world, stage);
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** What the matrix of kernel/access says of a caller at a door, and, for one's own side, of the case behind it. */
function expected(route: Route, caller: Caller): string {
  if (route.isPublic) return 'in';
  if (isStranger(caller)) return '401 portal/not-signed-in';
  if (!permissionsOf(caller.roles, caller.modules).has(route.permission as Permission)) return `403 ${caller.refusal}`;
  if (route.path.includes('/company/people/{id}')) return caller.atHome ? 'in' : '404 portal/not-found';
  // Somebody else's session has no name that one may use.
  if (route.name === 'DELETE /api/v1/me/sessions/{id}') return '404 session/not-found';
  if (route.name === 'PUT /api/v1/context' && caller.refusal === 'context/private') return '403 context/private';
  if (route.name === 'PUT /api/v1/context') return caller.atHome ? 'in' : '403 context/not-yours';
  // One's own only, and the one asked about is another person's.
  if (/\/(me\/(contact-points|connection-requests|notifications)|v1\/signatures)\/\{id\}/.test(route.path)) return '404 portal/not-found';
  // An Avdelningsadministratör sees who has a role in own departments, a Yrkesutbildningsansvarig supervisors: the stage's users and
  // invitations have no role, and an invitation to none is not theirs to send.
  const seesSome = caller.roles.includes('avdelningsadministrator') || caller.roles.includes('yrkesutbildningsansvarig');
  if (/\/(users|invitations)\/\{id\}/.test(route.path)) return caller.atHome && !seesSome ? 'in' : '404 portal/not-found';
  if (route.name === 'POST /api/v1/invitations' && seesSome) return '403 invitations/not-yours';
  if ((caller.abroad || caller.roles.includes('medlem')) && route.path.includes('/admin/connection-requests/{id}'))
    return '404 portal/not-found';
  if (/\/(workplaces|workplace-moves|departments)\b/.test(route.path) && !route.path.includes('/admin/')) return divided(route, caller);
  const aboutCase = /\/(insatser|requisitions|offerter)\/\{id\}/.test(route.path) && !route.path.includes('/admin/');
  const sees = caller.atHome && caller.roles.some((role) => role === 'ser_samtliga_ansokningar' || role === 'attestant');
  return aboutCase && !sees ? '404 portal/not-found' : 'in';
}

/** An Avdelningsadministratör reaches only what belongs to his or her departments, and the stage's things do not; nobody another company's. */
const divided = ({ name }: Route, { atHome, roles }: Caller): string =>
  name.startsWith('GET ') || name === 'POST /api/v1/departments' || (atHome && roles.includes('foretagsadministrator'))
    ? 'in'
    : '404 portal/not-found';

async function knock(route: Route, caller: Caller, headers: Record<string, string> = BROWSER): Promise<string> {
  const session = (await caller.login()) ?? { 'sec-fetch-site': 'same-origin' };
  const subject = await stage.subject(route.name, route.method !== 'GET' && expected(route, caller) === 'in');
  const body =
    route.body && (stage.complete(route.name) ?? fc.sample(contract.allowed(route.body, stage.hints), { numRuns: 1, seed: 4 })[0]);
  const attempt: Attempt = { id: 'right', query: query(route), headers, body: body ? { kind: 'allowed', value: body } : null };
  const { answer } = await send(app, route, { ...session }, subject, attempt);
  const { code } = answer.body.includes('"code"') ? (JSON.parse(answer.body) as { code?: string }) : {};
  return [401, 403, 404].includes(answer.statusCode) || answer.statusCode >= 500 ? `${answer.statusCode} ${code}` : 'in';
}

/** What the lists can't do without. */
function query({ parameters, path }: Route): Record<string, string> {
  if (path.endsWith('/outbox')) return { status: 'failed' };
  return parameters.some(({ name }) => name === 'period') ? { period: stage.period } : {};
}

it('knows every route of the application by its contract; nothing else answers but the machines’ health checks and a mail’s own links', () => {
  const mapped = log.flatMap((line) => [...(/Mapped \{([^,]+), (\w+)\} route/.exec(line)?.slice(1, 3) ?? [])].join(' ') || []);
  const known = contract.routes.map(({ path, method }) => `${path.replaceAll(/\{(\w+)\}/g, ':$1')} ${method}`);
  expect(mapped.length).toBeGreaterThan(35);
  const beside = ['/health/live GET', '/health/ready GET', '/brev/:token GET', '/brev/avsluta/:token GET', '/brev/avsluta/:token POST'];
  expect([...mapped].sort()).toEqual([...known, ...beside].sort());
});

it('gives each role exactly what the page of rights says', () => {
  const employer = [
    'economy:read',
    'insats:read',
    'insats:create',
    'insats:edit',
    'insats:submit',
    'requisition:create',
    'requisition:submit',
    'offert:read',
    'members:list',
    'company:read',
  ];
  const table: Readonly<Record<Role, readonly string[]>> = {
    medlem: employer,
    administrera_anvandare: ['users:manage', 'users:handover', 'audit:read', 'attest:manage'],
    ser_samtliga_ansokningar: ['insats:read-all'],
    attestant: ['insats:read-all'],
    handlaggare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read', 'operations:run'],
    beslutsfattare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read', 'operations:run'],
    ekonom: ['admin:read', 'requisition:decide', 'operations:read', 'operations:run'],
    privatperson: ['private:read'],
    foretagsadministrator: [
      'users:manage',
      'audit:read',
      'workplaces:manage',
      'departments:manage',
      'people:manage',
      'personnummer:reveal',
      'apprentices:register',
      'supervisors:link',
      'orders:read',
    ],
    avdelningsadministrator: ['users:manage', 'audit:read', 'workplaces:manage', 'apprentices:register', 'supervisors:link', 'orders:read'],
    bestallningsgodkannare: ['order:approve', 'orders:read'],
    yrkesutbildningsansvarig: ['users:manage', 'apprentices:register', 'supervisors:link', 'orders:read'],
    handledare: ['ebook:approve'],
    regionhandlaggare: ['connections:handle', 'personnummer:reveal'],
    part_ag: [],
    part_at: [],
    kansli: ['connections:handle', 'companies:import', 'companies:manage', 'personnummer:reveal'],
  };
  for (const role of [...employerRoles, ...staffRoles, ...privateRoles])
    expect([role, [...permissionsOf([role])]]).toEqual([role, ['session:use', ...table[role]]]);
  expect([...permissionsOf([])]).toEqual(['session:use']);
  const used = new Set<string>([...permissionsOf([...employerRoles, ...staffRoles, ...privateRoles])]);
  expect(permissions.filter((permission) => !used.has(permission))).toEqual([]);
  expect(contract.routes.map(({ permission }) => permission).filter((permission) => permission && !used.has(permission))).toEqual([]);
});

it('asks at each door for the right that belongs to it', () => {
  const table: Readonly<Record<string, string>> = {
    'session:use':
      'DELETE session, GET me/connection-requests, GET me/obstacles, GET me/organizations, GET regions, POST me/connection-requests, ' +
      'POST me/connection-requests/{id}/answer, POST me/connection-requests/{id}/withdrawal, PUT context, ' +
      'GET me/contact-points, POST me/contact-points, POST me/contact-points/{id}/code, POST me/contact-points/{id}/verification, PUT me/language, ' +
      'GET signatures, GET signatures/{id}, ' +
      'DELETE me/sessions, DELETE me/sessions/others, DELETE me/sessions/{id}, GET me/sessions, POST session/activity, ' +
      'GET me/register-extract, GET me/register-extract.pdf, ' +
      'GET me/notification-preferences, GET me/notifications, POST me/notifications/read-all, POST me/notifications/{id}/read, ' +
      'PUT me/notification-preferences/{type}',
    'private:read': 'GET private/me',
    'connections:handle':
      'GET admin/connection-requests, GET admin/connection-requests/{id}, POST admin/connection-requests/{id}/connection, ' +
      'POST admin/connection-requests/{id}/question, POST admin/connection-requests/{id}/rejection, ' +
      'POST admin/connection-requests/{id}/taking, POST admin/connection-requests/{id}/transfer',
    'companies:import': 'POST admin/company-register/import, POST admin/company-register/preview',
    'companies:manage': 'GET admin/companies, PUT admin/companies/{id}/departments',
    'workplaces:manage':
      'DELETE workplaces/{id}/closing, GET departments, GET workplaces, POST workplaces, POST workplace-moves/preview, POST workplace-moves, ' +
      'POST workplaces/{id}/closing, PUT departments/{id}, PUT workplaces/{id}',
    'departments:manage': 'DELETE departments/{id}/closing, POST departments, POST departments/{id}/closing',
    'members:list': 'GET members',
    'company:read': 'GET company',
    'people:manage': 'GET company/onboarding, GET company/people/{id}, POST company/people, PUT company/onboarding',
    'personnummer:reveal': 'POST admin/connection-requests/{id}/personal-number, POST company/people/{id}/personal-number',
    'users:manage':
      'DELETE users/{id}/substitution, DELETE users/{id}/suspension, GET role-offers, GET users, GET users/{id}, ' +
      'POST user-exports, POST users/{id}/end, POST users/{id}/substitution, POST users/{id}/suspension, ' +
      'PUT users/{id}, PUT users/{id}/permissions, ' +
      'GET invitations, GET invitations/{id}, POST invitations, POST invitations/file-preview, POST invitations/files, ' +
      'POST invitations/look-up, POST invitations/{id}/confirmation, POST invitations/{id}/refusal, POST invitations/{id}/resend, ' +
      'POST invitations/{id}/revocation',
    'users:handover': 'GET users/{id}/open-work, POST users/{id}/handover',
    'attest:manage': 'GET attest-policy, PUT attest-policy',
    'economy:read': 'GET overview',
    'insats:read':
      'GET insatser, GET insatser/{id}, GET insatser/{id}/preview, GET insatser/{id}/receipt, ' +
      'GET requisitions, GET requisitions/{id}, GET requisitions/{id}/preview, GET requisitions/{id}/receipt',
    'insats:create': 'POST insatser',
    'insats:edit': 'DELETE insatser/{id}, PUT insatser/{id}',
    'insats:submit': 'POST insatser/{id}/submission',
    'requisition:create': 'DELETE requisitions/{id}, POST insatser/{id}/requisitions, PUT requisitions/{id}',
    'requisition:submit': 'POST requisitions/{id}/submission',
    'offert:read': 'GET offerter, GET offerter/{id}',
    'admin:read':
      'GET admin/insatser, GET admin/insatser/{id}, GET admin/requisitions, GET admin/requisitions/{id}, ' +
      'GET admin/signatures, POST admin/signatures/{id}/verification, POST admin/signatures/{id}/viewing',
    'insats:decide': 'POST admin/insatser/{id}/approval, POST admin/insatser/{id}/rejection',
    'requisition:decide': 'POST admin/requisitions/{id}/approval, POST admin/requisitions/{id}/rejection',
    'operations:read': 'GET admin/health, GET admin/mails, GET admin/mails/{template}, GET admin/outbox',
    'operations:run': 'POST admin/outbox/{address}/bounce, POST admin/outbox/{id}/retry',
    public:
      'GET invitation-link, GET invitation-link/letter, GET operator, GET session, ' +
      'POST auth/bankid/orders, POST auth/bankid/orders/{id}/cancel, POST auth/bankid/orders/{id}/collect, POST auth/bankid/return, ' +
      'POST auth/freja/orders, POST auth/freja/orders/{id}/cancel, POST auth/freja/orders/{id}/collect, ' +
      'POST auth/oidc/completion, POST auth/oidc/orders, ' +
      'POST auth/signature-orders/{id}/cancel, POST auth/signature-orders/{id}/collect, ' +
      'POST invitation-link/acceptance, POST invitation-link/decline, POST invitation-link/renewal, POST invitation-link/signature-orders, ' +
      'POST webhooks/46elks/{secret}',
  };
  const doors = Map.groupBy(contract.routes, ({ permission }) => permission ?? 'public');
  const found = [...doors].map(([right, routes]) => [right, routes.map(({ name }) => name.replace('/api/v1/', '')).sort()]);
  const written = Object.entries(table).map(([right, routes]) => [right, routes.split(', ').sort()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(written));
});

describe('every door opens and stays shut as the page of rights says', () => {
  it.each(Object.entries(everyone))('for %s', async (_who, make) => {
    const caller = await make(callers);
    const answers: Record<string, string> = {};
    for (const route of contract.routes) {
      const answer = await knock(route, caller);
      // A case that does not exist is no question of rights: log-in orders live in the browser that started them.
      answers[route.name] = route.isPublic && answer.startsWith('404') ? 'in' : answer;
    }
    expect(answers).toEqual(Object.fromEntries(contract.routes.map((route) => [route.name, expected(route, caller)])));
  });
});

describe('every write', () => {
  const writes = () => contract.routes.filter(({ method, isPublic }) => method !== 'GET' && !isPublic);

  it('is refused without the token of our own pages, with another’s, and from another site', async () => {
    const [caller, fund] = [await callers.member(all), await callers.staff('handlaggare')];
    for (const route of writes())
      for (const [name, value] of [
        ['x-csrf-token', 'fel'],
        ['x-csrf-token', stage.employer.session['x-csrf-token']],
        ['sec-fetch-site', 'cross-site'],
      ] as const) {
        const side = route.path.includes('/admin/') ? fund : caller;
        expect([route.name, name, await knock(route, side, { ...BROWSER, [name]: value })]).toEqual([
          route.name,
          name,
          '403 portal/cross-site',
        ]);
      }
  });

  it('runs once per key: all but those of the session itself ask for an Idempotency-Key, and no read does', () => {
    const asks = ({ parameters }: Route) => parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
    const without = writes().filter((route) => !asks(route));
    expect(without.map(({ name }) => name).sort()).toEqual([
      'DELETE /api/v1/me/sessions',
      'DELETE /api/v1/me/sessions/others',
      'DELETE /api/v1/me/sessions/{id}',
      'DELETE /api/v1/session',
      'POST /api/v1/session/activity',
      'PUT /api/v1/context',
    ]);
    expect(contract.routes.filter(({ method }) => method === 'GET').filter(asks)).toEqual([]);
  });
});

it('changes nothing when it reads: every GET answers while the database takes no writes', async () => {
  const reads = contract.routes.filter(({ method }) => method === 'GET');
  for (const route of reads) await stage.subject(route.name);
  const database = await world.one<string>('select current_database()');
  await world.sql.query(`alter database "${database}" set default_transaction_read_only = on`);
  const readOnly = await testApp();
  try {
    for (const route of reads) {
      const { session } = stage[actorOf(route) as 'staff' | 'private' | 'employer'];
      const attempt: Attempt = { id: 'right', query: query(route), headers: {}, body: null };
      const { answer } = await send(readOnly, route, { ...session }, await stage.subject(route.name), attempt);
      expect([route.name, answer.statusCode]).toEqual([route.name, 200]);
    }
    const { session } = stage.employer;
    const write = await readOnly.inject({
      method: 'POST',
      url: '/api/v1/insatser',
      headers: command(session),
      payload: { period: stage.period },
    });
    expect(write.json()).toMatchObject({ status: 503, code: 'portal/unavailable' });
  } finally {
    // Only now: on a busy machine the pool opens new connections on the way.
    await world.sql.query(`alter database "${database}" reset default_transaction_read_only`);
    await readOnly.close();
  }
});

it('does not start while a route has no door', async () => {
  const handler = Object.getOwnPropertyDescriptor(OfferterController.prototype, 'view')!.value as object;
  const permission = Reflect.getMetadata(CAN, handler) as Permission;
  Reflect.deleteMetadata(CAN, handler);
  try {
    await expect(testApp()).rejects.toThrow('Dörr saknas (@Can eller @Public): OfferterController.view');
  } finally {
    Reflect.defineMetadata(CAN, permission, handler);
  }
  await (await testApp()).close();
});

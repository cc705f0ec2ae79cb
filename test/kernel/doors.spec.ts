import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { employerRoles, type Permission, permissions, permissionsOf, type Role, staffRoles } from '../../src/kernel/access.js';
import { CAN } from '../../src/kernel/doors.js';
import { OfferterController } from '../../src/offerter/offerter.controller.js';
import { testApp } from '../setup/app.js';
import { type Attempt, BROWSER, send } from '../setup/attempts.js';
import { Cases } from '../setup/cases.js';
import { Contract, type Route } from '../setup/contract.js';
import { Stage } from '../setup/stage.js';
import { command, type MemberRole, type Session, type StaffRole, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let stage: Stage;
let contract: Contract;
const log: string[] = [];

beforeAll(async () => {
  [app, world] = [await testApp({}, log), await World.open()];
  contract = Contract.of(app);
  stage = await Stage.build(world, new Cases(app, world));
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** Somebody who knocks: with what session, and which roles count right now. */
interface Caller {
  login: () => Promise<Session | null>;
  roles: readonly Role[];
  /** The code of the 403 when the right is missing. */
  refusal: string;
  /** An active member of the organisation whose cases are asked for. */
  atHome?: boolean;
}

async function member(roles: readonly MemberRole[], { atHome = true, end = '' } = {}): Promise<Caller> {
  const [person, organization] = [await world.person('Karin Kollega'), atHome ? stage.employer.organization : await world.organization()];
  const membership = await world.member(person, organization, ...roles);
  if (end) await world.as(end, [membership]);
  const refusal = end ? 'context/ended' : 'portal/forbidden';
  return { login: () => world.login(person, organization), roles: end ? [] : ['medlem', ...roles], refusal, atHome: atHome && !end };
}

async function staff(role: StaffRole, end = ''): Promise<Caller> {
  const person = await world.person('Sven Handläggare');
  await world.staff(person, role);
  if (end) await world.as(end, [person.id]);
  return {
    login: () => world.login(person, 'staff'),
    roles: end ? [] : [role],
    refusal: end ? 'context/ended' : 'portal/forbidden',
  };
}

async function nobody(): Promise<Caller> {
  return { login: async () => null, roles: [], refusal: '' };
}

async function undecided(): Promise<Caller> {
  const person = await world.person('Fatima Flera');
  await world.member(person, stage.employer.organization, 'ser_samtliga_ansokningar');
  return { login: () => world.login(person, null), roles: [], refusal: 'context/missing', atHome: true };
}

/** Whose session ends by itself: blocked, logged out, too old. They count as nobody. */
async function gone(sql: string): Promise<Caller> {
  const person = await world.person('Berit Borta');
  await world.member(person, stage.employer.organization, 'ser_samtliga_ansokningar');
  const login = async () => {
    const session = await world.login(person, stage.employer.organization);
    await world.as(sql, [person.id]);
    return session;
  };
  return { login, roles: [], refusal: '' };
}

const all: readonly MemberRole[] = ['administrera_anvandare', 'ser_samtliga_ansokningar'];
const callers: Readonly<Record<string, () => Promise<Caller>>> = {
  'somebody who is not logged in': nobody,
  'somebody who has not chosen an organisation': undecided,
  'a member': () => member([]),
  'a member who administers users': () => member(['administrera_anvandare']),
  'a member who sees all applications': () => member(['ser_samtliga_ansokningar']),
  'a member with every role': () => member(all),
  'a member of another organisation with every role': () => member(all, { atHome: false }),
  'a suspended member': () => member(all, { end: `update membership set status = 'suspended' where id = $1` }),
  'a member who has left': () => member(all, { end: `update membership set status = 'ended', ended_at = now() where id = $1` }),
  'a caseworker': () => staff('handlaggare'),
  'a decision maker': () => staff('beslutsfattare'),
  'the fund’s economist': () => staff('ekonom'),
  'a caseworker who has left': () => staff('handlaggare', 'update staff_grant set valid_to = now() where person_id = $1'),
  'a caseworker of next year': () =>
    staff('handlaggare', `update staff_grant set valid_from = now() + interval '1 year' where person_id = $1`),
  'a person who is blocked': () => gone(`update person set status = 'blocked' where id = $1`),
  'a person who has logged out': () => gone('update session set ended_at = now() where person_id = $1'),
  'a person whose session is eight hours old': () => gone('update session set expires_at = now() where person_id = $1'),
  'a person who has been away for half an hour': () =>
    gone(`update session set last_seen_at = now() - interval '31 minutes' where person_id = $1`),
};

/** Callers that no longer have a session. */
const isStranger = ({ refusal }: Caller): boolean => refusal === '';

/** What the matrix of kernel/access says of a caller at a door, and, for one's own side, of the case behind it. */
function expected(route: Route, caller: Caller): string {
  if (route.isPublic) return 'in';
  if (isStranger(caller)) return '401 portal/not-signed-in';
  if (!permissionsOf(caller.roles).has(route.permission as Permission)) return `403 ${caller.refusal}`;
  if (route.name === 'PUT /api/v1/context') return caller.atHome ? 'in' : '403 context/not-yours';
  const aboutCase = /\/(insatser|requisitions|offerter)\/\{id\}/.test(route.path) && !route.path.includes('/admin/');
  // A message is one person's, the stage's own; nobody here is that person.
  if (route.path.includes('/notifications/{id}')) return '404 portal/not-found';
  const sees = caller.atHome && caller.roles.includes('ser_samtliga_ansokningar');
  return aboutCase && !sees ? '404 portal/not-found' : 'in';
}

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
  ];
  const table: Readonly<Record<Role, readonly string[]>> = {
    medlem: employer,
    administrera_anvandare: ['users:manage'],
    ser_samtliga_ansokningar: ['insats:read-all'],
    handlaggare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read'],
    beslutsfattare: ['admin:read', 'insats:decide', 'requisition:decide', 'operations:read'],
    ekonom: ['admin:read', 'requisition:decide', 'operations:read'],
  };
  for (const role of [...employerRoles, ...staffRoles])
    expect([role, [...permissionsOf([role])]]).toEqual([role, ['session:use', ...table[role]]]);
  expect([...permissionsOf([])]).toEqual(['session:use']);
  const used = new Set<string>([...permissionsOf([...employerRoles, ...staffRoles])]);
  expect(permissions.filter((permission) => !used.has(permission))).toEqual([]);
  expect(contract.routes.map(({ permission }) => permission).filter((permission) => permission && !used.has(permission))).toEqual([]);
});

it('asks at each door for the right that belongs to it', () => {
  const table: Readonly<Record<string, string>> = {
    'session:use':
      'DELETE session, GET me/notification-preferences, GET me/notifications, GET me/organizations, POST me/notifications/read-all, ' +
      'POST me/notifications/{id}/read, PUT context, PUT me/notification-preferences/{type}',
    'members:list': 'GET members',
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
    'admin:read': 'GET admin/insatser, GET admin/insatser/{id}, GET admin/requisitions, GET admin/requisitions/{id}',
    'insats:decide': 'POST admin/insatser/{id}/approval, POST admin/insatser/{id}/rejection',
    'requisition:decide': 'POST admin/requisitions/{id}/approval, POST admin/requisitions/{id}/rejection',
    'operations:read':
      'GET admin/mails, GET admin/mails/{template}, GET admin/outbox, POST admin/outbox/{id}/bounce, POST admin/outbox/{id}/retry',
    public:
      'GET operator, GET session, POST auth/bankid/orders, POST auth/bankid/orders/{id}/cancel, POST auth/bankid/orders/{id}/collect, ' +
      'POST auth/freja/orders, POST auth/freja/orders/{id}/cancel, POST auth/freja/orders/{id}/collect',
  };
  const doors = Map.groupBy(contract.routes, ({ permission }) => permission ?? 'public');
  const written = [...doors].map(([right, routes]) => [
    right,
    routes
      .map(({ name }) => name.replace('/api/v1/', ''))
      .sort()
      .join(', '),
  ]);
  expect(Object.fromEntries(written)).toEqual(table);
});

describe('every door opens and stays shut as the page of rights says', () => {
  it.each(Object.entries(callers))('for %s', async (_who, make) => {
    const caller = await make();
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
    const [caller, fund] = [await member(all), await staff('handlaggare')];
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

  it('runs once per key: all but logging out and choosing an organisation ask for an Idempotency-Key, and no read does', () => {
    const asks = ({ parameters }: Route) => parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
    const without = writes().filter((route) => !asks(route));
    expect(without.map(({ name }) => name)).toEqual(['DELETE /api/v1/session', 'PUT /api/v1/context']);
    expect(contract.routes.filter(({ method }) => method === 'GET').filter(asks)).toEqual([]);
  });
});

it('changes nothing when it reads: every GET answers while the database takes no writes', async () => {
  const reads = contract.routes.filter(({ method }) => method === 'GET');
  for (const route of reads) await stage.subject(route.name);
  const database = await world.one<string>('select current_database()');
  await world.sql.query(`alter database "${database}" set default_transaction_read_only = on`);
  const readOnly = await testApp();
  await world.sql.query(`alter database "${database}" reset default_transaction_read_only`);
  try {
    for (const route of reads) {
      const { session } = route.path.includes('/admin/') ? stage.staff : stage.employer;
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

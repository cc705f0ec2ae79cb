import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { testApp } from '../setup/app.js';
import { actorOf, BROWSER, send } from '../setup/attempts.js';
import { Cases } from '../setup/cases.js';
import { type Answered, Contract, type Route } from '../setup/contract.js';
import { HOSTILE, HOSTILE_QUERY, jsonText, placesIn, spoil } from '../setup/hostile.js';
import { Stage, type Subject } from '../setup/stage.js';
import { command, World } from '../setup/world.js';

/** Hostile values a route are thinned out to about this many. */
const A_ROUTE = Number(process.env.FUZZ_RUNS ?? 250);

let app: NestFastifyApplication;
let world: World;
let stage: Stage;
let contract: Contract;

beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  contract = Contract.of(app);
  stage = await Stage.build(world, new Cases(app, world));
});
afterAll(async () => {
  await world.close();
  await app.close();
});

const problem = ({ body }: Answered): { code: string; errors?: { path: string }[] } => JSON.parse(body) as never;
const withBody = () => contract.routes.filter(({ body }) => body !== null);

it('refuses a hostile value in any field with 422 and the field’s name, unless the contract allows the value', async () => {
  const faults: string[] = [];
  let refused = 0;
  for (const route of withBody()) {
    const whole = stage.complete(route.name) ?? fc.sample(contract.allowed(route.body!, stage.hints), { numRuns: 1, seed: 4 })[0];
    const all = placesIn(whole).flatMap((place) => HOSTILE.map((evil) => ({ place, evil, value: spoil(whole, place, evil) })));
    const thinned = all.filter((_one, n) => n % Math.ceil(all.length / A_ROUTE) === 0);
    const unknown = { place: ['somethingElse'], evil: 1, value: { ...(whole as object), somethingElse: 1 } };
    let subject: Subject | null = null;
    for (const { place, evil, value } of [unknown, ...thinned]) {
      subject ??= await stage.subject(route.name);
      const session = await stage.session(actorOf(route), route.name);
      const { answer } = await send(app, route, session, subject, {
        id: 'right',
        query: {},
        headers: BROWSER,
        body: { kind: 'spoiled', value },
      });
      const found = contract.faults(route, answer);
      const forbidden = contract.mismatch(route.body!, value).length > 0;
      if (forbidden && ![422, 429].includes(answer.statusCode)) found.push('ska vara 422');
      if (answer.body.includes('"portal/invalid"')) {
        refused += 1;
        if (!problem(answer).errors!.some(({ path }) => related(path, place.join('.')))) found.push('fältet nämns inte');
      }
      if (answer.statusCode !== 422) subject = null;
      const where = `${route.name} ${place.join('.')} = ${jsonText(evil).slice(0, 60)}: ${answer.statusCode} ${answer.body.slice(0, 200)}`;
      faults.push(...found.map((fault) => `${fault}: ${where}`));
    }
  }
  expect(faults).toEqual([]);
  expect(refused).toBeGreaterThan(800);
}, 600_000);

/** Is one path the other or above it? */
const related = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`) || a === '';

describe('a body that is no body', () => {
  const cases: [what: string, payload: string, type: string, statuses: number[]][] = [
    ['broken JSON', '{"period":', 'application/json', [400]],
    ['two values', '{} {}', 'application/json', [400]],
    ['a comment', '{/* */}', 'application/json', [400]],
    ['NaN', '{"period": NaN}', 'application/json', [400]],
    ['a bare text', '"2024-2026"', 'application/json', [422]],
    ['null', 'null', 'application/json', [422]],
    ['a list', '[{"period":"2024-2026"}]', 'application/json', [422]],
    ['a prototype', '{"__proto__":{"period":"2024-2026"}}', 'application/json', [400]],
    ['a hidden prototype', '{"period":"2024-2026","a":{"__proto__":{"b":1}}}', 'application/json', [400]],
    ['a constructor', '{"constructor":{"prototype":{"period":"2024-2026"}}}', 'application/json', [400, 422]],
    ['fifty thousand lists in each other', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 'application/json', [413]],
    ['fifty thousand objects in each other', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'application/json', [413]],
    ['deep down in a known field', `{"period":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'application/json', [413]],
    ['a text of a million signs', `{"period":"${'x'.repeat(1_000_000)}"}`, 'application/json', [422]],
    ['a thousand unknown fields', `{${Array.from({ length: 1_000 }, (_x, n) => `"f${n}":1`).join()}}`, 'application/json', [422]],
    ['seventy thousand fields', `{${Array.from({ length: 70_000 }, (_x, n) => `"f${n}":1`).join()}}`, 'application/json', [413]],
    ['a hundred thousand empty lists', `{"period":[${'[],'.repeat(100_000)}1]}`, 'application/json', [413]],
    ['brackets in a text, which are no depth', `{"period":"${'[{\\"'.repeat(50_000)}"}`, 'application/json', [422]],
    ['more than a mebibyte', `{"period":"${'x'.repeat(1_048_577)}"}`, 'application/json', [413]],
    ['a form', 'period=2024-2026', 'application/x-www-form-urlencoded', [415]],
    ['a file', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x', [415]],
    ['text', '{"period":"2024-2026"}', 'text/plain', [415]],
    ['XML', '<period>2024-2026</period>', 'application/xml', [415]],
    ['another alphabet', '{"period":"2024-2026"}', 'application/json; charset=utf-16', [415]],
    ['no type', '{"period":"2024-2026"}', '', [415]],
    ['a type that is none', '{"period":"2024-2026"}', 'application/json, text/plain', [415]],
    ['nothing at all', '', 'application/json', [422]],
  ];

  it.each(cases)('is refused in every route that takes one: %s', async (_what, payload, type, statuses) => {
    const faults: string[] = [];
    for (const route of withBody()) {
      const { id, version } = await stage.subject(route.name, false);
      const session = await stage.session(actorOf(route), route.name);
      const headers = {
        ...session,
        'idempotency-key': randomUUID(),
        'if-match': `"${version}"`,
        ...(type ? { 'content-type': type } : {}),
      };
      const answer = await app.inject({ method: route.method as 'POST', url: route.path.replace('{id}', id), headers, payload });
      const found = contract.faults(route, answer);
      // Machines send forms, and only to webhooks; what is in this one is refused there too.
      const wanted = route.path.includes('/webhooks/') && type.endsWith('form-urlencoded') ? [422] : statuses;
      if (!wanted.includes(answer.statusCode) && answer.statusCode !== 429) found.push(`ska vara ${wanted.join(' eller ')}`);
      faults.push(...found.map((fault) => `${fault}: ${route.name}: ${answer.statusCode} ${answer.body.slice(0, 200)}`));
    }
    expect(faults).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('period');
  });
});

describe('an address', () => {
  it('with anything in its query is answered as the contract says', async () => {
    const faults: string[] = [];
    for (const route of contract.routes.filter(({ method }) => method === 'GET')) {
      const [session, { id }] = [await stage.session(actorOf(route), route.name), await stage.subject(route.name)];
      const names = route.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      const usual = names.includes('period') ? `period=${stage.period}&` : '';
      const odd = names.flatMap((name) => [
        ...HOSTILE_QUERY.map((value) => `${usual}${name}=${value}`),
        ...[`${name}=1&${name}=2`, `${name}[]=1`, `${name}[a]=b`, `${name}[__proto__]=b`, `${name}`, `${name}=a=b`].map(
          (part) => `${usual}${part}`,
        ),
      ]);
      for (const query of [...odd, '__proto__=1', 'constructor=1', 'hej=1', '=', '&&&', '?', '%', '%ff=%ff', `x=${'x'.repeat(10_000)}`]) {
        const answer = await app.inject({ url: `${route.path.replace(/\{\w+\}/, id)}?${query}`, headers: session });
        faults.push(...contract.faults(route, answer).map((fault) => `${fault}: ${route.name}?${query.slice(0, 100)}`));
      }
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('gives a limit that is no number between 1 and 100 the answer 422', async () => {
    const { session } = stage.employer;
    const limits = ['-1', '0', '101', '0x10', '1e2', '1.0', '+1', '', ' 1', 'NaN', '１', '1&limit=2', '999999999999999999999'];
    const ask = (limit: string) => app.inject({ url: `/api/v1/insatser?period=${stage.period}&limit=${limit}`, headers: { ...session } });
    const answers = await Promise.all(limits.map(async (limit) => [limit, (await ask(limit)).statusCode]));
    expect(answers).toEqual(limits.map((limit) => [limit, 422]));
  });

  it('that is none of ours is 404 in the one form of every error', async () => {
    const odd = [
      '/api/v1/',
      '/api/v1/finns-inte',
      '/api/v1//insatser',
      '/api/v1/insatser/',
      '/api/v1/insatser/%2e%2e',
      '/api/v2/session',
      '/api/v1/insatser/x/y/z',
      '/api/v1/INSATSER',
      '/API/v1/session',
      '/.env',
      '/api/v1/session;a=b',
      '/api/v1/session%2f',
      '/api/v1/%ff',
      '/api/v1/session%',
    ];
    const { session } = stage.employer;
    for (const url of odd)
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const) {
        const answer = await app.inject({ method, url, headers: command(session) });
        expect([method, url, answer.statusCode, answer.headers['content-type']]).toEqual([
          method,
          url,
          url.includes('%ff') || url.endsWith('%') ? 400 : 404,
          'application/problem+json; charset=utf-8',
        ]);
        expect(problem(answer).code).toMatch(/^portal\/(not-found|bad-request)$/);
      }
  });
});

describe('a method', () => {
  it('that a route does not have is refused in the one form of every error and does nothing', async () => {
    const others = (route: Route) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'COPY', 'QUERY'].filter(
        (method) => !contract.routes.some((one) => one.path === route.path && one.method === method),
      );
    const faults: string[] = [];
    for (const route of contract.routes) {
      const { id } = route.method === 'GET' ? await stage.subject(route.name) : { id: randomUUID() };
      for (const method of others(route)) {
        const answer = await app.inject({
          method: method as 'GET',
          url: route.path.replace(/\{\w+\}/, id),
          headers: command(stage.employer.session),
        });
        const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
        if (![400, 404, 405].includes(answer.statusCode) || !isProblem)
          faults.push(
            `${method} ${route.path}: ${answer.statusCode} ${String(answer.headers['content-type'])} ${answer.body.slice(0, 100)}`,
          );
      }
    }
    expect(faults).toEqual([]);
  });

  it('HEAD answers as GET does, without a body', async () => {
    for (const route of contract.routes.filter(({ method }) => method === 'GET')) {
      const [session, { id }] = [await stage.session(actorOf(route), route.name), await stage.subject(route.name)];
      const url =
        route.path.replace(/\{\w+\}/, id) + (route.parameters.some(({ name }) => name === 'period') ? `?period=${stage.period}` : '');
      const [get, head] = [await app.inject({ url, headers: session }), await app.inject({ method: 'HEAD', url, headers: session })];
      expect([route.name, head.statusCode, head.body]).toEqual([route.name, get.statusCode, '']);
      const { statusCode: stranger } = await app.inject({ method: 'HEAD', url });
      expect([route.name, stranger]).toEqual([route.name, route.isPublic ? 200 : 401]);
    }
  });
});

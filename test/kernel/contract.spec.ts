import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { testApp } from '../setup/app.js';
import { actorOf, type Attempt, attempts, BROWSER, isAllowed, send } from '../setup/attempts.js';
import { Cases } from '../setup/cases.js';
import { Contract, type Route, type Schema } from '../setup/contract.js';
import { type Actor, Stage } from '../setup/stage.js';
import { World } from '../setup/world.js';

/** Attempts a route and actor; FUZZ_RUNS=1000 FUZZ_SEED=7 hunts longer and elsewhere. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 24);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
/** Their happy way goes through an e-ID, a code or a sent sms, and is walked in test/auth and test/notifications. */
const ELSEWHERE = [
  ...['bankid/orders', 'freja/orders', 'signature-orders'].flatMap((orders) =>
    ['cancel', 'collect'].map((act) => `POST /api/v1/auth/${orders}/{id}/${act}`),
  ),
  ...['oidc/orders', 'oidc/completion', 'bankid/return'].map((act) => `POST /api/v1/auth/${act}`),
  ...['code', 'verification'].map((act) => `POST /api/v1/me/contact-points/{id}/${act}`),
  'POST /api/v1/webhooks/46elks/{secret}',
  ...['acceptance', 'signature-orders'].map((act) => `POST /api/v1/invitation-link/${act}`),
];
const ACTORS: readonly Actor[] = ['employer', 'staff', 'private', 'nobody'];

let app: NestFastifyApplication;
let world: World;
let stage: Stage;
let contract: Contract;

beforeAll(async () => {
  // All attempts come from one address; what is wanted here is every log-in's happy way, not its limit.
  [app, world] = [await testApp({ LOGIN_STARTS_PER_ADDRESS: '10000' }), await World.open()];
  contract = Contract.of(app);
  stage = await Stage.build(world, new Cases(app, world));
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** One attempt of each sample has nothing wrong with it, so that no happy way depends on the luck of the draw. */
function right(route: Route, { query, body }: Attempt): Attempt {
  const complete = stage.complete(route.name);
  return { id: 'right', query, headers: { ...BROWSER }, body: complete === undefined ? body : { kind: 'allowed', value: complete } };
}

describe('the contract', () => {
  it('describes every route: what it does, where it belongs, and who may use it', () => {
    expect(contract.routes.length).toBeGreaterThan(35);
    const lacking = contract.routes.filter(
      ({ summary, tags, permission, isPublic }) => !summary || tags.length !== 1 || (permission !== null) === isPublic,
    );
    expect(lacking.map(({ name }) => name)).toEqual([]);
    expect(contract.routes.filter(({ isPublic, security }) => isPublic !== (security?.length === 0)).map(({ name }) => name)).toEqual([]);
  });

  it('says what is answered on success, on refusal and when the database is away', () => {
    const lacking = contract.routes.flatMap(({ name, answers, isPublic, path, method }) => {
      const good = Object.keys(answers).filter((status) => status.startsWith('2'));
      const wanted = [
        ...['400', '503'],
        ...(isPublic ? [] : ['401', '403']),
        ...(path.includes('{') ? ['404'] : []),
        ...(method === 'GET' ? [] : ['403', '413', '415']),
      ];
      return [...(good.length === 1 ? [] : [`${name}: ${good.join()}`]), ...wanted.filter((s) => !answers[s]).map((s) => `${name}: ${s}`)];
    });
    expect(lacking).toEqual([]);
  });

  it('bounds everything that may be sent, and lets no unknown field in', () => {
    const unbounded = contract.routes.flatMap(({ name, body, parameters }) => [
      ...(body ? boundless(body, name) : []),
      ...parameters.filter((one) => one.in !== 'header').flatMap((one) => boundless(one.schema, `${name}?${one.name}`)),
    ]);
    expect(unbounded).toEqual([]);
  });

  function boundless(schema: Schema, at: string): string[] {
    const s = contract.resolve(schema);
    const types = [s.type ?? 'object'].flat();
    const short = s.enum !== undefined || ['date', 'uuid', 'date-time'].includes(s.format ?? '') || s.maxLength !== undefined;
    const isNumber = types.includes('integer') || types.includes('number');
    return [
      ...(types.includes('string') && !short ? [`${at}: maxLength`] : []),
      ...(isNumber && (s.minimum === undefined || s.maximum === undefined) ? [`${at}: minimum, maximum`] : []),
      ...(types.includes('array') && s.maxItems === undefined ? [`${at}: maxItems`] : []),
      ...(types.includes('array') ? boundless(s.items!, `${at}[]`) : []),
      ...(s.properties && s.additionalProperties !== false ? [`${at}: additionalProperties`] : []),
      ...Object.entries(s.properties ?? {}).flatMap(([key, value]) => boundless(value, `${at}.${key}`)),
    ];
  }
});

it('is kept, whoever asks and whatever is sent: no 5xx, no undeclared status, no other shape, nothing forbidden taken, nothing allowed refused', async () => {
  const faults: Record<string, string> = {};
  const walked = new Set<string>();
  let requests = 0;
  const judge = async (route: Route, actor: Actor, attempt: Attempt): Promise<void> => {
    const willChange = route.method !== 'GET' && actor === actorOf(route);
    const [session, subject] = [await stage.session(actor, route.name), await stage.subject(route.name, willChange)];
    const { answer, sent } = await send(app, route, session, subject, attempt);
    requests += 1;
    const good = answer.statusCode < 300;
    if (good) walked.add(route.name);
    const found = contract.faults(route, answer);
    if (good && attempt.body && contract.mismatch(route.body!, attempt.body.value).length) found.push('tog emot det som är förbjudet');
    if (isAllowed(route, attempt) && answer.statusCode === 422 && answer.body.includes('"portal/invalid"'))
      found.push(`vägrade det som är tillåtet: ${answer.body}`);
    for (const fault of found) faults[`${route.name} (${actor}): ${fault.slice(0, 400)}`] = sent;
  };
  for (const [index, route] of contract.routes.entries())
    for (const actor of ACTORS) {
      const sample = fc.sample(attempts(contract, stage, route), { numRuns: RUNS, seed: SEED + index });
      if (actor === actorOf(route)) sample[0] = right(route, sample[0]!);
      for (let n = 0; n < sample.length; n += 8) await Promise.all(sample.slice(n, n + 8).map((attempt) => judge(route, actor, attempt)));
    }
  expect(faults).toEqual({});
  expect(requests).toBe(contract.routes.length * ACTORS.length * RUNS);
  expect(contract.routes.map(({ name }) => name).filter((name) => !walked.has(name) && !ELSEWHERE.includes(name))).toEqual([]);
}, 600_000);

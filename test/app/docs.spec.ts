import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { allProblems } from '../../src/kernel/problem.js';
import { testApp } from '../setup/app.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const get = (url: string, headers: object = {}) => app.inject({ url, headers: { ...headers } });
/** Everything that a part of the contract says to its reader. */
const texts = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]) =>
        typeof value === 'string' ? (['title', 'summary', 'description'].includes(key) ? [value] : []) : texts(value),
      );
const pages = [
  '/api/docs',
  '/api/docs/',
  '/api/docs/index.html',
  '/api/docs/swagger-ui-init.js',
  '/api/docs/swagger-ui-bundle.js',
  '/api/docs/docs/swagger-ui.css',
];

it.each(pages)('shows %s to the staff only, and tells others in Swedish', async (url) => {
  const [nobody, member, staff] = [{}, (await world.employer()).session, (await world.caseworker()).session];
  const answers = [await get(url, nobody), await get(url, member), await get(url, staff)];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 403, 200]);
  expect(answers[0]!.body).toContain('<h1>Du behöver logga in.</h1>');
  expect(answers[1]!.body).toContain('<h1>Du har inte behörighet till det här.</h1>');
  expect(answers[2]!.headers['content-security-policy']).toContain("style-src 'self' 'unsafe-inline'");
});

it('relaxes the policy for that page alone', async () => {
  const { session } = await world.caseworker();
  expect((await get('/api/docs', session)).headers['content-security-policy']).toContain("script-src 'self';");
  expect((await get('/api/openapi.json', session)).headers['content-security-policy']).not.toContain('unsafe-inline');
  expect((await get('/api/docsx', session)).headers['content-security-policy']).not.toContain('unsafe-inline');
});

it.each(['/api/openapi.json', '/api/docs-json', '/api/docs-yaml', '/api/docs/swagger.json', '/API/DOCS', '/api//docs'])(
  'gives the contract by no side door: %s',
  async (url) => {
    expect([401, 404]).toContain((await get(url)).statusCode);
  },
);

it('describes every route with its permission, its problems and its bounds', async () => {
  const { session } = await world.caseworker();
  const document = (await get('/api/openapi.json', session)).json() as {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, { description: string }>; 'x-permission'?: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  expect(document.openapi).toBe('3.1.0');
  expect(document.components.schemas).toHaveProperty('ProblemBody');
  const collect = document.paths['/api/v1/auth/bankid/orders/{id}/collect']!.post!;
  expect(Object.keys(collect.responses)).toEqual(expect.arrayContaining(['200', '403', '404', '429', '503']));
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.filter((operation) => Object.keys(operation).some((key) => key.startsWith('x-problem-')))).toEqual([]);
  expect(document.paths['/api/v1/members']!.get!['x-permission']).toBe('members:list');
});

it('says e-post, e-postmeddelande or meddelande, never mail, mejl or brev', async () => {
  const { session } = await world.caseworker();
  const titles = [...allProblems.values()].map(({ title }) => title);
  const said = [...titles, ...texts((await get('/api/openapi.json', session)).json())];
  expect(said.length).toBeGreaterThan(1000);
  expect(said.filter((text) => /(?<!\p{L})(mail|mejl|brev)/iu.test(text))).toEqual([]);
});

it('gives "Try it out" the token of the session and a key of its own', async () => {
  const { session } = await world.caseworker();
  const script = (await get('/api/docs/swagger-ui-init.js', session)).body;
  expect(script).toContain("'X-CSRF-Token'");
  expect(script).toContain("'Idempotency-Key'");
});

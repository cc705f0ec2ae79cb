import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { can } from './kernel/access.js';
import { describeProblems, type Operation, problemSchema } from './kernel/doors.js';
import { kernelProblem, type Problem } from './kernel/problem.js';
import { AccessReader } from './memberships/index.js';

const DOCS = 'api/docs';
const JSON_FILE = 'api/openapi.json';
/** Swagger UI writes style attributes and builds its page from strings; nothing else in the product may. */
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The contract of the API, OpenAPI 3.1: every route with its permission (`x-permission`), bounds and problem codes. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Mina sidor Arbetsgivare')
    .setDescription('Belopp är hela ören. Datum är svenska datum, tidpunkter är UTC. Fel är RFC 9457 med en stabil kod.')
    .setVersion('1')
    .addCookieAuth('__Host-ms', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    { ...schema, additionalProperties: false },
  ]);
  document.components = { ...document.components, schemas: { ...Object.fromEntries(schemas), ProblemBody: problemSchema as never } };
  describeProblems(document as never, frame);
  for (const operation of operations(document)) {
    if (operation['x-public']) operation.security = [];
    for (const parameter of operation.parameters as { in: string; name: string; schema: object }[])
      if (parameter.in === 'path' && parameter.name === 'id') parameter.schema = { type: 'string', format: 'uuid' };
  }
  return document;
}

const operations = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths as unknown as Record<string, Record<string, Operation>>).flatMap((item) => Object.values(item));

/** What may be answered before a route is reached: an address or body that can't be read, a page left behind, another site. */
function frame(method: string, { 'x-permission': permission }: Operation): string[] {
  const writes = ['portal/cross-site', 'portal/too-large', 'portal/unsupported-media-type'];
  const context = ['context/missing', 'context/ended', 'context/private', 'context/changed'];
  return ['portal/bad-request', ...(method === 'get' ? [] : writes), ...(permission && permission !== 'session:use' ? context : [])];
}

/** Serves the contract and a page to try it on, to the fund's staff only. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const isPage = path === `/${DOCS}` || path.startsWith(`/${DOCS}/`);
    if (!isPage && path !== `/${JSON_FILE}` && path !== `/${DOCS}-yaml`) return;
    const problem = await refusal(app.get(AccessReader), request);
    if (problem && !isPage) throw problem;
    if (problem) return refuse(reply, problem);
    if (isPage) void reply.header('content-security-policy', DOCS_CSP);
  });
  let contract: OpenAPIObject | undefined;
  fastify.get(`/${JSON_FILE}`, async () => (contract ??= apiDocument(app)));
  SwaggerModule.setup(DOCS, app, () => withoutOwnHeaders(apiDocument(app)), {
    raw: false,
    customSiteTitle: 'API – Mina sidor Arbetsgivare',
    // Opened a group at a time: the page is slow to draw 140 operations.
    swaggerOptions: { requestInterceptor: authorize, persistAuthorization: false, validatorUrl: null, docExpansion: 'none' },
  });
}

/** The two headers that `authorize` fills in are not asked for on the page: Swagger UI would refuse to send without them. */
function withoutOwnHeaders(document: OpenAPIObject): OpenAPIObject {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path) as { parameters?: { name?: string }[] }[]))
    operation.parameters = operation.parameters?.filter(({ name }) => name !== 'X-CSRF-Token' && name !== 'Idempotency-Key');
  return document;
}

async function refusal(reader: AccessReader, request: FastifyRequest): Promise<Problem | null> {
  const access = await reader.read(request);
  if (!access) return kernelProblem('not-signed-in');
  return access.actor.context === 'staff' && can(access.actor, 'operations:read') ? null : kernelProblem('forbidden');
}

function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  const advice =
    problem.status === 401 ? 'Logga in som handläggare och öppna sidan igen.' : 'API-dokumentationen är för fondens handläggare.';
  return reply
    .status(problem.status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="sv"><meta charset="utf-8"><title>${problem.title}</title>` +
        `<h1>${problem.title}</h1><p>${advice}</p><p><a href="/">Till startsidan</a></p></html>`,
    );
}

/** Runs in the browser, so it stands alone: gives every write of "Try it out" the two headers it needs. */
async function authorize(request: { method?: string; headers: Record<string, string> }): Promise<unknown> {
  if (!request.method || request.method.toUpperCase() === 'GET') return request;
  const session = (await (await fetch('/api/v1/session')).json()) as { csrfToken?: string };
  request.headers['X-CSRF-Token'] = session.csrfToken ?? '';
  request.headers['Idempotency-Key'] ||= crypto.randomUUID();
  return request;
}

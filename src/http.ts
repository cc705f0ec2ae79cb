import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Env } from '../config/env.js';
import { refuseCrossSite, refuseOtherThanJson } from './auth/index.js';
import { compressTexts } from './compression.js';
import { Drain } from './drain.js';
import { httpSeconds } from './kernel/metrics.js';
import { sendProblem } from './kernel/problem.filter.js';
import { kernelProblem } from './kernel/problem.js';
import { tagVersions } from './kernel/version-tag.js';
import { securityHeaders } from './security-headers.js';

const MEBIBYTE = 1_048_576;
/** Of a JSON body: a requisition of 200 lines, our largest, has three levels and about 1 600 commas and colons. */
const DEEPEST = 16;
const MOST_PARTS = 5_000;
/**
 * Called by machines, not by pages of ours: outside the cross-site checks, and as forms (identity §6.2). Each does nothing
 * without the secret in its address, reads no cookie, and believes nothing that it is told.
 */
const WEBHOOKS: ReadonlySet<string> = new Set(['/api/v1/webhooks/46elks/:secret']);
/** Pressed by mail programs (RFC 8058): no page of ours, no JSON; nothing but the token in the address counts. */
const MAIL_PROGRAMS: ReadonlySet<string> = new Set(['/brev/avsluta/:token']);
const FORM = 'application/x-www-form-urlencoded';

/** The HTTP server: every wait and every size has a limit, and an address is believed only from the proxies we know. */
export function webAdapter(env: Env): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: env.TRUST_PROXY.length ? env.TRUST_PROXY : false,
    bodyLimit: MEBIBYTE,
    // A whole return address is pasted into the address of a call.
    routerOptions: { maxParamLength: 400 },
    requestTimeout: 30_000,
    // Longer than the usual 60 s of load balancers, so that they and not we end an idle connection.
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000 },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    return503OnClosing: false,
    // An address that can't be decoded reaches no route and no hook.
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(kernelProblem('bad-request'), request, reply),
  });
}

/** What happens around every request: cookies, headers, compression, cross-site checks and one log line. */
export async function dress(app: NestFastifyApplication, env: Env, log: Logger): Promise<void> {
  await app.register(cookie);
  const fastify = app.getHttpAdapter().getInstance();
  compressTexts(fastify);
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  tagVersions(fastify);
  readJson(fastify);
  readForms(fastify);
  const headers = securityHeaders(env);
  const drain = app.get(Drain);
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/health/')) drain.arrivals++;
    void reply.headers(headers).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    // NUL is no character PostgreSQL can store; in an address it is never meant well.
    if (/%00/.test(request.url)) throw kernelProblem('bad-request');
    const { url: route = '' } = request.routeOptions;
    if (!MAIL_PROGRAMS.has(route) && !WEBHOOKS.has(route)) refuseCrossSite(request, env.PUBLIC_ORIGIN);
    else if (WEBHOOKS.has(route) && !request.headers['content-type']?.startsWith(FORM)) refuseOtherThanJson(request);
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (drain.draining) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, never the address itself: ids and search words stay out of the log.
    const { url: route = 'okänd' } = request.routeOptions;
    httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const line = { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    log[route.startsWith('/api/') ? 'info' : 'debug'](line, 'request');
    done();
  });
}

/** JSON is the only kind of body. An empty one is no body: browsers' code names the type also when it sends nothing. */
function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : isOverwhelming(body) ? done(kernelProblem('too-large')) : parse(request, body, done),
  );
}

/** Forms come only to webhooks, and from mail programs, which nobody reads: everywhere else the cross-site check has refused them by now. */
function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<string>([FORM, 'multipart/form-data'], { parseAs: 'string', bodyLimit: 4_096 }, (request, body, done) => {
    if (!WEBHOOKS.has(request.routeOptions.url ?? '')) return done(null, undefined);
    const fields = [...new URLSearchParams(body)];
    if (fields.some(([name]) => !/^[a-z]{1,40}$/.test(name))) return done(kernelProblem('bad-request'));
    done(null, Object.fromEntries(fields));
  });
}

/**
 * More parts or deeper than any form of ours: what reads a body after this is recursive (a stack overflow) and looks at each part
 * (a mebibyte of unknown fields would hold the process for minutes).
 */
function isOverwhelming(json: string): boolean {
  let [depth, parts, isText] = [0, 0, false];
  for (let at = 0; at < json.length && depth <= DEEPEST && parts <= MOST_PARTS; at++) {
    const sign = json[at];
    if (isText && sign === '\\') at++;
    else if (sign === '"') isText = !isText;
    else if (!isText && (sign === '{' || sign === '[')) depth++;
    else if (!isText && (sign === '}' || sign === ']')) depth--;
    else if (!isText && (sign === ',' || sign === ':')) parts++;
  }
  return depth > DEEPEST || parts > MOST_PARTS;
}

import { applyDecorators, type INestApplication, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Permission } from './access.js';
import { allProblems } from './problem.js';

/** Every route says who may come in. The application refuses to start while one does not. */
export const CAN = 'door:can';
export const PUBLIC = 'door:public';
export const COMMAND = 'door:command';
export const STEP_UP = 'door:step-up';
const ROUTE = 'path';

/** Only an actor with this permission comes in; 401 when nobody is logged in, 403 without the permission. */
export const Can = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(CAN, permission),
    ApiExtension('x-permission', permission),
    Fails('portal/not-signed-in', 'portal/forbidden', 'portal/unavailable'),
  );

/** Anyone may come in, logged in or not. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true), Fails('portal/unavailable'));

/** A write: needs an Idempotency-Key (1–100 characters); the same key and body gets the first answer again. */
export const Command = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(COMMAND, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'En egen nyckel för varje kommando, till exempel ett UUID.',
      schema: { type: 'string', minLength: 1, maxLength: 100 },
    }),
    ApiHeader({
      name: 'X-CSRF-Token',
      required: true,
      description: 'Sessionens värde från GET /api/v1/session.',
      schema: { type: 'string' },
    }),
    Fails('portal/idempotency-key-missing', 'portal/cross-site', 'portal/still-running', 'portal/idempotency-key-reused', 'portal/invalid'),
  );

/**
 * An act that only somebody who has just shown an e-ID may do (identity §6.1): the log-in is at most ten minutes old, else 403
 * `session/step-up-needed`. The web client then asks for a fresh log-in of the same person and sends the request again.
 */
export const StepUp = (): MethodDecorator =>
  applyDecorators(SetMetadata(STEP_UP, true), ApiExtension('x-step-up', true), Fails('session/step-up-needed'));

/** The version that an edit was made from: If-Match: "3". */
export const IfMatchHeader = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'Versionen som ändringen utgår från, till exempel "3".',
      schema: { type: 'string' },
    }),
    Fails('portal/if-match-missing', 'portal/version-conflict'),
  );

/** Lists problem codes in OpenAPI, one answer a status. */
export function Fails(...codes: string[]): MethodDecorator & ClassDecorator {
  return applyDecorators(ApiExtension(`x-problem-${codes.join('|')}`, codes));
}

/** One operation of the contract, as far as it is looked at here. */
export interface Operation {
  'x-permission'?: Permission;
  'x-public'?: boolean;
  responses?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * Turns the `x-problem-…` marks of every operation into answers; several decorators may name the same status. `frame` names what
 * may be answered before the route itself is reached.
 */
export function describeProblems(
  document: { paths: Record<string, Record<string, Operation>> },
  frame: (method: string, operation: Operation) => readonly string[],
): void {
  for (const item of Object.values(document.paths))
    for (const [method, operation] of Object.entries(item)) {
      const marks = Object.keys(operation).filter((key) => key.startsWith('x-problem-'));
      const codes = [...marks.flatMap((key) => operation[key] as string[]), ...frame(method, operation)];
      for (const mark of marks) delete operation[mark];
      operation.responses = { ...operation.responses, ...problemAnswers(codes) };
    }
}

function problemAnswers(codes: readonly string[]): Record<string, unknown> {
  const known = [...new Set(codes)].map((code) => {
    const problem = allProblems.get(code);
    if (!problem) throw new Error(`okänd problemkod ${code}`);
    return { code, ...problem };
  });
  const answers = [...Map.groupBy(known, ({ status }) => status)].map(([status, same]) => [
    status,
    {
      description: same.map(({ code, title }) => `\`${code}\`: ${title}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
    },
  ]);
  return Object.fromEntries(answers) as Record<string, unknown>;
}

/** Throws unless every route of the application carries `@Can` or `@Public`. */
export function assertDoors(app: INestApplication): void {
  const discovery = app.get(DiscoveryService);
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const open: string[] = [];
  for (const { instance, metatype } of discovery.getControllers()) {
    if (!instance || !metatype) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name]!;
      if (reflector.get(ROUTE, handler) === undefined) continue;
      const targets = [handler, metatype as () => unknown];
      if (!reflector.getAllAndOverride(CAN, targets) && !reflector.getAllAndOverride(PUBLIC, targets))
        open.push(`${metatype.name}.${name}`);
    }
  }
  if (open.length) throw new Error(`Dörr saknas (@Can eller @Public): ${open.join(', ')}`);
}

/** The body of every error, RFC 9457. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', example: 'urn:minasidor:problem:insats/already-decided' },
    title: { type: 'string', example: 'Insatsen är redan avgjord.' },
    status: { type: 'integer', minimum: 400, maximum: 599, example: 409 },
    code: { type: 'string', example: 'insats/already-decided' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

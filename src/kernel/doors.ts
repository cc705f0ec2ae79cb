import { applyDecorators, type INestApplication, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Permission } from './access.js';
import { allProblems } from './problem.js';

/** Every route says who may come in. The application refuses to start while one does not. */
export const CAN = 'door:can';
export const PUBLIC = 'door:public';
export const COMMAND = 'door:command';
const ROUTE = 'path';

/** Only an actor with this permission comes in; 401 when nobody is logged in, 403 without the permission. */
export const Can = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(CAN, permission),
    ApiExtension('x-permission', permission),
    Fails('portal/not-signed-in', 'portal/forbidden', 'portal/unavailable'),
  );

/** Anyone may come in, logged in or not. */
export const Public = (): MethodDecorator & ClassDecorator => applyDecorators(SetMetadata(PUBLIC, true), Fails('portal/unavailable'));

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

/** Turns the `x-problem-…` marks of an operation into answers; several decorators may name the same status. */
export function describeProblems(document: { paths: Record<string, Record<string, unknown>> }): void {
  for (const item of Object.values(document.paths))
    for (const operation of Object.values(item) as Record<string, unknown>[]) {
      if (typeof operation !== 'object' || !operation.responses) continue;
      const responses = operation.responses as Record<string, unknown>;
      const byStatus = new Map<number, string[]>();
      for (const key of Object.keys(operation).filter((k) => k.startsWith('x-problem-'))) {
        for (const code of operation[key] as string[]) {
          const known = allProblems.get(code);
          if (!known) throw new Error(`okänd problemkod ${code}`);
          byStatus.set(known.status, [...(byStatus.get(known.status) ?? []), code]);
        }
        delete operation[key];
      }
      for (const [status, codes] of byStatus)
        responses[String(status)] = {
          description: [...new Set(codes)].map((code) => `\`${code}\`: ${allProblems.get(code)!.title}`).join('\n\n'),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } },
        };
    }
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

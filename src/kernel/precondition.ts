import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { kernelProblem } from './problem.js';

/** The version an edit was made from, out of `If-Match: "3"`; 428 when it is missing or unreadable. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  const version = /^"?([1-9]\d{0,9})"?$/.exec(header ?? '')?.[1];
  if (!version) throw kernelProblem('if-match-missing');
  return Number(version);
});

/** Throws 412 unless the row still has the version the edit was made from. */
export function assertVersion(row: { version: number }, expected: number): void {
  if (row.version !== expected) throw kernelProblem('version-conflict', { currentVersion: row.version });
}

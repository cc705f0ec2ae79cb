import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/access.js';
import { kernelProblem } from '../kernel/problem.js';
import type { Access } from './access.reader.js';

/** Who asks, as the access guard found it. Only on routes with `@Can`. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw kernelProblem('not-signed-in');
  return actor;
});

/** The same with the session it came from. */
export const CurrentAccess = createParamDecorator((_data: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!access) throw kernelProblem('not-signed-in');
  return access;
});

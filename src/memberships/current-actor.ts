import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { kernelProblem } from '../kernel/problem.js';
import type { Access } from './access.reader.js';

export { CurrentActor } from '../kernel/current-actor.js';

/** The actor with the session it came from. */
export const CurrentAccess = createParamDecorator((_data: unknown, context: ExecutionContext): Access => {
  const { access } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!access) throw kernelProblem('not-signed-in');
  return access;
});

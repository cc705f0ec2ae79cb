import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './access.js';
import { kernelProblem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard. */
    actor?: Actor;
  }
}

/** Who asks, as the access guard found it. Only on routes with `@Can`. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw kernelProblem('not-signed-in');
  return actor;
});

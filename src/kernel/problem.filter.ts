import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { kernelProblem, Problem } from './problem.js';

/** Everything that is thrown leaves as RFC 9457 with a stable code; what we did not foresee is logged without personal data and shown as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(toProblem(error, this.log, request.id), request, reply);
  }
}

/** Writes a problem as the answer. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (problem.extra.retryAfter) void reply.header('retry-after', String(problem.extra.retryAfter));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(problem.body(request.id));
}

const byStatus: Record<number, Parameters<typeof kernelProblem>[0]> = {
  400: 'bad-request',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** Our own problems pass; framework and database errors get the nearest code. */
export function toProblem(error: unknown, log: Logger, requestId: string): Problem {
  if (error instanceof Problem) return error;
  if (isUnavailable(error)) return kernelProblem('unavailable', { retryAfter: 2 });
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status && byStatus[status]) return kernelProblem(byStatus[status]);
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
  log.error({ msg: 'ohanterat fel', requestId, name, code, where: stack?.split('\n').slice(1, 6) });
  return kernelProblem('internal');
}

/** PostgreSQL's and the network's own words for being away, restarting, moving to another server (only reads then) or too busy. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\d{3}|57P0[1-5]|53\d{3}|55P03|57014|25P0[34]|25006)$/;
/** What the driver says when the connection broke before the statement or between two of a transaction. */
const BROKEN =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after/;
const LEFT = new Set(['QueryRunnerAlreadyReleasedError', 'QueryRunnerProviderAlreadyReleasedError']);

/** The database can't be used right now: the user should try again, and nothing was written. */
export function isUnavailable(error: unknown): boolean {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  return AWAY.test(code ?? '') || LEFT.has(name ?? '') || BROKEN.test(message ?? '');
}

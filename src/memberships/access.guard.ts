import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isUnsafe, refuseWithoutToken, Vault } from '../auth/index.js';
import { type Actor, can, type Permission } from '../kernel/access.js';
import { canonicalJson } from '../kernel/canonical.js';
import { CAN, COMMAND, PUBLIC, STEP_UP } from '../kernel/doors.js';
import { kernelProblem } from '../kernel/problem.js';
import { type Access, AccessReader } from './access.reader.js';
import { contextProblem, privateRefusal } from './context.problems.js';
import { sessionProblem } from './session.problems.js';

declare module 'fastify' {
  interface FastifyRequest {
    access?: Access;
  }
}

/**
 * The door of every route that is not `@Public`: signed in (401), drawn for the organisation the session acts for (409
 * `context/changed`), token of our own pages (403), right not taken away (403 `context/ended`), permission of the route (403),
 * log-in fresh enough for it (403 `session/step-up-needed`). A command also needs its Idempotency-Key (400).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly reader: AccessReader,
    private readonly vault: Vault,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const needs = this.reflector.getAllAndOverride<Permission | undefined>(CAN, targets);
    if (!needs) return this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = await this.reader.read(request);
    if (!access) throw kernelProblem('not-signed-in');
    if (needs !== 'session:use') refuseStalePage(request, access.actor);
    if (isUnsafe(request.method)) refuseWithoutToken(request, access.csrfToken);
    if (!can(access.actor, needs)) throw refusal(access);
    if (!access.fresh && this.reflector.get<boolean | undefined>(STEP_UP, context.getHandler())) throw stepUp();
    request.access = access;
    request.actor = this.reflector.get<boolean | undefined>(COMMAND, context.getHandler())
      ? this.command(access.actor, request)
      : access.actor;
    return true;
  }

  /**
   * The actor with the key that makes the command run once. The same key may not be used for another body, path or organisation; what tells
   * them apart is a keyed hash, since a body may hold a personnummer.
   */
  private command(actor: Actor, request: FastifyRequest): Actor {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key.length < 1 || key.length > 100) throw kernelProblem('idempotency-key-missing');
    const body = request.body === undefined ? '' : canonicalJson(request.body as object);
    const parts = ['idempotency', request.method, request.url, actor.context, actor.organizationId ?? '', body];
    const [newest, ...older] = this.vault.lookups(parts.join('\n')).map((hash) => hash.toString('hex'));
    return { ...actor, idempotency: { key, fingerprints: [newest!, ...older] } };
  }
}

function refusal({ actor, ended }: Access) {
  if (ended)
    return contextProblem('ended', { detail: 'Välj en annan organisation i menyn eller kontakta din organisations administratör.' });
  if (actor.context === 'private') return privateRefusal();
  return actor.context === 'none' ? contextProblem('missing') : kernelProblem('forbidden');
}

const stepUp = () =>
  sessionProblem('step-up-needed', { detail: 'Det har gått mer än tio minuter sedan du loggade in. Det du har skrivit finns kvar.' });

/** A tab tells which organisation (or `staff`, or `private`) its page was drawn for; one left behind on another organisation must not write there. */
function refuseStalePage(request: FastifyRequest, actor: Actor): void {
  const drawnFor = request.headers['x-organization-id'];
  if (drawnFor === undefined) return;
  const current = actor.context === 'employer' ? actor.organizationId : actor.context;
  if (drawnFor !== current)
    throw contextProblem('changed', {
      detail: actor.organizationName
        ? `Du representerar nu ${actor.organizationName}. Det du har skrivit finns kvar på sidan.`
        : 'Det du har skrivit finns kvar på sidan.',
    });
}

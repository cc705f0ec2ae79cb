import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceOf, PRE_AUTH_COOKIE, setPreAuthCookie } from './cookies.js';
import type { OrderStarted } from './eid.dto.js';
import type { Browser } from './eid.provider.js';
import { startedView } from './eid.view.js';
import type { LiveOrder } from './eid-order.store.js';

/** The browser of a request, as `Signatures.start` wants it; its `id` is what `Signatures.use` wants. */
export const browserOf = (request: FastifyRequest): Browser => ({
  id: request.cookies[PRE_AUTH_COOKIE],
  ip: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, 256) ?? null,
  device: deviceOf(request),
});

/** The answer of a module's own start of a signature: binds it to the browser and tells what the page needs to go on. */
export function signatureStarted(reply: FastifyReply, started: LiveOrder & { browserId: string }): OrderStarted {
  setPreAuthCookie(reply, started.browserId);
  return startedView(started);
}

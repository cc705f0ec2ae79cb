import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceOf, PRE_AUTH_COOKIE, setDeviceCookie, setPreAuthCookie } from './cookies.js';
import { deviceIdentifier } from './devices.service.js';
import type { Browser } from './eid.provider.js';
import type { LogInLimits } from './log-in.limits.js';
import { newSecret } from './secrets.js';

/** A browser that may begin a log-in, and what to do when it has. */
interface Beginning {
  browser: Browser;
  begun: (order: { orderId: string; browserId: string }) => void;
}

/** Counts a log-in that a browser wants to begin: 429 when it, or its address, has begun too many. Either way it gets the cookie it is known again by. */
export async function beginLogIn(limits: LogInLimits, request: FastifyRequest, reply: FastifyReply): Promise<Beginning> {
  const id = request.cookies[PRE_AUTH_COOKIE];
  const known = deviceOf(request);
  const device = known ?? newSecret();
  // A browser that comes back with its cookie is counted for itself, not among those without.
  setDeviceCookie(reply, device);
  const counted = await limits.start({ address: request.ip, browserId: id, device: known });
  const userAgent = request.headers['user-agent']?.slice(0, 256) ?? null;
  return {
    browser: { id, ip: request.ip, userAgent, device, deviceIdentifier: deviceIdentifier(device) },
    begun: ({ orderId, browserId }) => {
      limits.follow(counted, id, browserId, orderId);
      setPreAuthCookie(reply, browserId);
    },
  };
}

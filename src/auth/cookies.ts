import type { FastifyReply, FastifyRequest } from 'fastify';

/** The session; lives as long as the browser does, but never longer than the row in the database. */
export const SESSION_COOKIE = '__Host-ms';
/** The browser that started a log-in; ten minutes. */
export const PRE_AUTH_COOKIE = '__Host-ms-pre';
const PRE_AUTH_SECONDS = 600;
/** The browser itself, known again at its next log-in; it opens nothing. 399 days, the longest that browsers keep one. */
export const DEVICE_COOKIE = '__Host-ms-device';
const DEVICE_SECONDS = 399 * 86_400;

/** `__Host-` makes the browser insist on Secure, Path=/ and no Domain: no other host can plant or read it. Lax, as users arrive from mail links. */
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** Gives the browser its session; nothing in it says who it is. */
export function setSessionCookie(reply: FastifyReply, id: string): void {
  void reply.setCookie(SESSION_COOKIE, id, attributes);
}

/** Binds a log-in that has begun to the browser that began it. */
export function setPreAuthCookie(reply: FastifyReply, id: string): void {
  void reply.setCookie(PRE_AUTH_COOKIE, id, { ...attributes, maxAge: PRE_AUTH_SECONDS });
}

/** The cookie that the browser is known by; undefined when it has none that could be ours. */
export function deviceOf(request: FastifyRequest): string | undefined {
  const device = request.cookies[DEVICE_COOKIE];
  return device && /^[\w-]{43}$/.test(device) ? device : undefined;
}

/** Lets the browser be known again, for another 399 days. Strict: it is asked for by our own pages only. */
export function setDeviceCookie(reply: FastifyReply, device: string): void {
  void reply.setCookie(DEVICE_COOKIE, device, { ...attributes, sameSite: 'strict', maxAge: DEVICE_SECONDS });
}

/** Makes the browser forget the session; the row is ended separately. */
export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, attributes);
}

/** Makes the browser forget the log-in, which is over. */
export function clearPreAuthCookie(reply: FastifyReply): void {
  void reply.clearCookie(PRE_AUTH_COOKIE, attributes);
}

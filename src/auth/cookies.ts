import type { FastifyReply } from 'fastify';

/** The session; lives as long as the browser does, but never longer than the row in the database. */
export const SESSION_COOKIE = '__Host-ms';
/** The browser that started a log-in; ten minutes. */
export const PRE_AUTH_COOKIE = '__Host-ms-pre';
const PRE_AUTH_SECONDS = 600;

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

/** Makes the browser forget the session; the row is ended separately. */
export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, attributes);
}

/** Makes the browser forget the log-in, which is over. */
export function clearPreAuthCookie(reply: FastifyReply): void {
  void reply.clearCookie(PRE_AUTH_COOKIE, attributes);
}

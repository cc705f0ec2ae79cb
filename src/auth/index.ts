export { AuthModule } from './auth.module.js';
export { clearPreAuthCookie, clearSessionCookie, PRE_AUTH_COOKIE, SESSION_COOKIE, setPreAuthCookie, setSessionCookie } from './cookies.js';
export { isUnsafe, refuseCrossSite, refuseWithoutToken } from './cross-site.js';
export { newSecret, secretHash } from './secrets.js';
export { type SessionContext, Sessions, type SessionSecrets } from './sessions.service.js';

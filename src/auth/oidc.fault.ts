import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';

/** Why an OpenID Connect log-in gave nobody. `refused` is everything that does not hold: a forged, old or foreign answer. */
export type OidcFaultKind = 'unavailable' | 'cancelled' | 'refused' | 'rejected' | 'level-too-low' | 'unusable-identity';

/** A log-in at the issuer that came to nothing. Carries no answer and no token, so it may be logged. */
export class OidcFault extends Error {
  constructor(
    readonly kind: OidcFaultKind,
    readonly reason: string,
  ) {
    super(`oidc: ${kind} (${reason})`);
  }
}

/** The library's codes for an issuer that gives no proper answer; the others are answers that do not hold. */
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_PARSE_ERROR']);
const LATER = new Set(['temporarily_unavailable', 'server_error']);
const CANCELLED = new Set(['access_denied', 'login_required', 'interaction_required']);

/** Reads what the library throws. What the issuer has written is never passed on, only its code. */
export function oidcFault(error: unknown): OidcFault {
  if (error instanceof OidcFault) return error;
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return ofIssuer(error.error);
  const { code, name } = error as { code?: string; name?: string };
  // `fetch failed` has no code of the library's: no connection, no such host, no trusted certificate.
  if (code === undefined || AWAY.has(code)) return new OidcFault('unavailable', code ?? name ?? 'okänt fel');
  return new OidcFault('refused', code);
}

function ofIssuer(error: string): OidcFault {
  const code = /^[a-z_]{1,40}$/.test(error) ? error : 'okänd kod';
  if (LATER.has(code)) return new OidcFault('unavailable', code);
  return new OidcFault(CANCELLED.has(code) ? 'cancelled' : 'rejected', code);
}

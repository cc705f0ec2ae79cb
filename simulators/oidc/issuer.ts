import { Provider } from 'oidc-provider';
import { findPerson } from '../shared/persons.ts';
import { isHiddenByUserinfo, spoilt } from './faults.ts';
import type { Keys } from './keys.ts';
import { LOA2, LOA3, NUMBER } from './settings.ts';

/** What is wrong just now; set by the control API. */
export interface Trouble {
  fault: string | null;
}

/** A real OpenID provider (the library `oidc-provider`) with two clients: one with a key of its own, one with a shared secret. */
export function issuer(address: string, redirectUri: string, keys: Keys, trouble: Trouble): Provider {
  const client = { redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code' as const] };
  const { kty, n, e } = keys.client as { kty: string; n: string; e: string };
  const provider = new Provider(address, {
    clients: [
      { ...client, client_id: 'mina-sidor', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty, n, e, use: 'sig' }] } },
      { ...client, client_id: 'mina-sidor-hemlig', client_secret: keys.secret },
    ],
    jwks: { keys: [{ ...(keys.issuer as { kty: 'RSA' }), kid: 'sim', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [keys.secret] },
    acrValues: [LOA3, LOA2],
    claims: { openid: ['sub'], profile: ['given_name', 'family_name', NUMBER], acr: null, auth_time: null },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, number) => ({ accountId: number, claims: (use) => claimsOf(number, use, trouble) }),
    // Whoever logs in agrees: consent is the broker's business, and there is nothing to agree to here.
    async loadExistingGrant(ctx) {
      const { client: asking, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: asking!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.oidc?.route === 'token' && body?.id_token) body.id_token = spoilt(body.id_token, trouble.fault, keys);
  });
  return provider;
}

function claimsOf(number: string, use: string, { fault }: Trouble): { sub: string; [claim: string]: unknown } {
  const { personalNumber, givenName, surname } = findPerson(number);
  if (use === 'userinfo' && isHiddenByUserinfo(fault)) return { sub: number };
  return { sub: number, [NUMBER]: personalNumber, given_name: givenName, family_name: surname };
}

import { createPrivateKey, type webcrypto } from 'node:crypto';
import * as oidc from 'openid-client';
import type { Env } from '../../config/env.js';
import { readSetting } from './eid.connection.js';

/** Of one call to the issuer: a log-in needs at most two before its redirect and three after it. */
const CALL_SECONDS = 3;

/** Where the issuer sends the browser back: a page of ours, which then posts what it got (`POST /auth/oidc/completion`). */
export const callbackAddress = (env: Pick<Env, 'PUBLIC_ORIGIN'>): string => `${env.PUBLIC_ORIGIN}/auth/oidc/callback`;

/** How we prove to the issuer who we are. Reads the file at start; throws, naming the setting, when it can't be used. */
export function clientAuthentication(env: Env): oidc.ClientAuth {
  const { OIDC_PRIVATE_KEY_FILE: keyFile, OIDC_PRIVATE_KEY_ID: kid, OIDC_CLIENT_SECRET_FILE: secretFile = '' } = env;
  if (keyFile) return oidc.PrivateKeyJwt({ key: privateKey(keyFile), ...(kid ? { kid } : {}) });
  const secret = readSetting({ setting: 'OIDC_CLIENT_SECRET_FILE', path: secretFile }).toString().trim();
  if (secret.length < 16) throw new Error('OIDC_CLIENT_SECRET_FILE: hemligheten är för kort');
  return oidc.ClientSecretBasic(secret);
}

/** Asks the issuer how it is reached. Id tokens are verified by its published keys although they come straight from it. */
export function discover(env: Env, authentication: oidc.ClientAuth): Promise<oidc.Configuration> {
  const issuer = new URL(env.OIDC_ISSUER ?? '');
  const insecure = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(issuer, env.OIDC_CLIENT_ID ?? '', { redirect_uris: [callbackAddress(env)] }, authentication, {
    timeout: CALL_SECONDS,
    execute: [...insecure, oidc.enableNonRepudiationChecks],
  });
}

function privateKey(path: string): webcrypto.CryptoKey {
  const pem = readSetting({ setting: 'OIDC_PRIVATE_KEY_FILE', path });
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key.toCryptoKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']);
    return key.toCryptoKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  } catch {
    throw new Error('OIDC_PRIVATE_KEY_FILE: ska vara en privat nyckel i PEM, RSA eller P-256');
  }
}

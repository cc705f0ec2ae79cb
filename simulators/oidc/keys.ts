import { createPrivateKey, generateKeyPairSync, randomBytes, sign, type webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type JsonWebKey = webcrypto.JsonWebKey;

/** The keys of the issuer and of its clients, made on the first start and kept in the directory. */
export interface Keys {
  issuer: JsonWebKey;
  /** The key that the client proves itself with; the product reads `client-key.pem`. */
  client: JsonWebKey;
  /** The other client's; the product reads `client.secret`. */
  secret: string;
  /** Nobody's, for forgeries. */
  foreign: JsonWebKey;
}

export function loadKeys(directory: string): Keys {
  mkdirSync(directory, { recursive: true });
  const jwk = (name: string): JsonWebKey => createPrivateKey(kept(join(directory, name), newKey)).export({ format: 'jwk' });
  return {
    issuer: jwk('issuer-key.pem'),
    client: jwk('client-key.pem'),
    secret: kept(join(directory, 'client.secret'), () => randomBytes(32).toString('base64url')),
    foreign: createPrivateKey(newKey()).export({ format: 'jwk' }),
  };
}

/** A compact JWS by RS256, or without any signature. */
export function signed(payload: object, key: JsonWebKey | null, kid: string): string {
  const head = part({ alg: key ? 'RS256' : 'none', kid });
  const text = `${head}.${part(payload)}`;
  return `${text}.${key ? sign('sha256', Buffer.from(text), createPrivateKey({ key, format: 'jwk' })).toString('base64url') : ''}`;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function kept(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';
import { mutualTlsAgent, type MutualTlsAgent, readRoot } from './eid.connection.js';
import { type FrejaCertificates, frejaCertificates } from './freja.jws.js';

const log = new Logger('eid');

/** SHA-256 of the one root that Freja's servers are trusted through (identity §2.1). Both expire in 2047. */
const ROOTS = {
  production: '22:A2:83:A0:A5:0F:07:02:8A:C9:60:7D:47:7A:49:80:55:62:AE:50:C4:3D:19:02:F4:2B:C9:5C:1A:9A:58:25',
  test: '8D:74:59:FD:04:60:24:2C:F0:3E:76:D5:F0:42:7E:A9:FE:33:DB:67:89:D5:06:30:9A:AC:2C:97:DA:A6:E8:60',
  simulator: null,
} as const;

/** Certificates that sign Freja's results; other files of the folder are left alone. */
const SIGNER = /^jws-.*\.pem$/;

type FrejaSettings = Pick<
  Env,
  | 'FREJA_ENV'
  | 'FREJA_CLIENT_P12_FILE'
  | 'FREJA_CLIENT_P12_PASSPHRASE_FILE'
  | 'FREJA_TLS_CA_FILE'
  | 'FREJA_JWS_CERT_DIR'
  | 'FREJA_SIGN_CA_FILE'
>;

/** Connections to Freja. Throws at start when a file is missing or the root is not Freja's for this environment. */
export function frejaAgent(env: FrejaSettings): MutualTlsAgent {
  const file = (setting: 'FREJA_CLIENT_P12_FILE' | 'FREJA_CLIENT_P12_PASSPHRASE_FILE' | 'FREJA_TLS_CA_FILE') => ({
    setting,
    path: env[setting] ?? '',
  });
  return mutualTlsAgent({
    possessive: 'Frejas',
    clientCertificate: file('FREJA_CLIENT_P12_FILE'),
    passphrase: file('FREJA_CLIENT_P12_PASSPHRASE_FILE'),
    root: file('FREJA_TLS_CA_FILE'),
    fingerprint: ROOTS[env.FREJA_ENV ?? 'production'],
  });
}

/**
 * Whom Freja's results may be signed by: every `jws-*.pem` in FREJA_JWS_CERT_DIR, so a new one is laid there beside the old before Freja
 * changes. Throws at start when there is none. A certificate that has run out is told in the log but still holds: it is trusted by being there.
 */
export function frejaSigners({ FREJA_JWS_CERT_DIR: dir = '' }: FrejaSettings): FrejaCertificates {
  const files = names(dir).filter((name) => SIGNER.test(name));
  if (!files.length) throw new Error('FREJA_JWS_CERT_DIR: mappen innehåller ingen jws-*.pem');
  const signers = frejaCertificates(files.map((name) => readFileSync(join(dir, name), 'utf8')));
  for (const [x5t, { validTo }] of signers)
    if (Date.parse(validTo) < now().getTime()) log.warn({ msg: 'Frejas signeringscertifikat har gått ut', x5t, validTo });
  return signers;
}

/** The root of persons' own certificates, where the operator has it from Freja; it is public in no document, so no fingerprint is known. */
export function frejaUserRoot({ FREJA_SIGN_CA_FILE: path }: FrejaSettings): X509Certificate | null {
  if (path === undefined) return null;
  return new X509Certificate(readRoot({ root: { setting: 'FREJA_SIGN_CA_FILE', path }, possessive: 'Frejas', fingerprint: null }));
}

function names(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw new Error(`FREJA_JWS_CERT_DIR: mappen går inte att läsa (${(error as { code?: string }).code})`);
  }
}

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createSecureContext, type TLSSocket } from 'node:tls';
import { Logger } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';

const log = new Logger('bankid');
const WARN_DAYS = 60;

/** SHA-256 of the one root that BankID's servers are trusted through (identity §1.1). Both expire at the end of 2034. */
const ROOTS = {
  production: 'E6:A2:D4:5C:0A:10:51:C9:59:42:86:49:F8:6A:09:A9:B2:15:2C:D5:51:99:3C:C2:EB:4C:F0:94:BD:AC:BE:CB',
  test: 'F3:D0:74:0E:BF:B3:70:0E:3B:81:AA:79:1F:EE:45:14:72:69:8C:84:E1:99:C2:EB:48:A4:43:FF:1D:5B:40:5C',
} as const;

type BankIdSettings = Pick<Env, 'BANKID_ENV' | 'BANKID_CLIENT_P12_FILE' | 'BANKID_CLIENT_P12_PASSPHRASE_FILE' | 'BANKID_TLS_CA_FILE'>;

/**
 * Connections to BankID: mutual TLS with our client certificate, trusting the given root and nothing else, kept open between calls.
 * Throws at start when a file is missing, the passphrase is wrong or the root is not BankID's for this environment.
 */
export function bankIdAgent(env: BankIdSettings): Agent {
  const ca = read(env, 'BANKID_TLS_CA_FILE');
  if (env.BANKID_ENV !== 'simulator') assertRoot(ca, ROOTS[env.BANKID_ENV]);
  const agent = new Agent({
    keepAlive: true,
    keepAliveMsecs: 30_000,
    maxSockets: 16,
    maxFreeSockets: 8,
    scheduling: 'lifo',
    minVersion: 'TLSv1.2',
    ca,
    ...clientCertificate(env),
  });
  agent.once('free', (socket: TLSSocket) => tellExpiry(socket.getX509Certificate()));
  return agent;
}

function clientCertificate(env: BankIdSettings): { pfx: Buffer; passphrase: string } {
  const certificate = {
    pfx: read(env, 'BANKID_CLIENT_P12_FILE'),
    passphrase: read(env, 'BANKID_CLIENT_P12_PASSPHRASE_FILE').toString().trim(),
  };
  try {
    createSecureContext(certificate);
  } catch {
    throw new Error('BANKID_CLIENT_P12_FILE: går inte att öppna med lösenordet i BANKID_CLIENT_P12_PASSPHRASE_FILE');
  }
  return certificate;
}

/** Says after the first call how long our own certificate lasts; louder when there is little time to order a new one. */
function tellExpiry(certificate: X509Certificate | undefined): void {
  if (!certificate) return;
  const daysLeft = Math.floor((Date.parse(certificate.validTo) - now().getTime()) / 86_400_000);
  log[daysLeft < WARN_DAYS ? 'warn' : 'log']({ msg: 'klientcertifikatet för BankID', validTo: certificate.validTo, daysLeft });
}

/** Throws unless the file holds exactly one certificate, the expected one. */
export function assertRoot(pem: Buffer, fingerprint: string): void {
  const count = pem.toString().split('-----BEGIN CERTIFICATE-----').length - 1;
  if (count !== 1 || new X509Certificate(pem).fingerprint256 !== fingerprint)
    throw new Error('BANKID_TLS_CA_FILE: ska innehålla BankID:s rotcertifikat för den valda miljön och inget annat');
}

function read(env: BankIdSettings, setting: Exclude<keyof BankIdSettings, 'BANKID_ENV'>): Buffer {
  try {
    return readFileSync(env[setting]);
  } catch (error) {
    throw new Error(`${setting}: filen går inte att läsa (${(error as { code?: string }).code})`);
  }
}

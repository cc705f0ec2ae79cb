import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { Logger } from '@nestjs/common';
import { now } from '../kernel/clock.js';

const log = new Logger('eid');
const WARN_DAYS = 60;

/** A setting and the file it names; errors say the setting. */
export interface SettingFile {
  setting: string;
  path: string;
}

export interface MutualTls {
  /** What the provider is called: "BankID", and whose the root is: "BankID:s". */
  name: string;
  possessive: string;
  clientCertificate: SettingFile;
  passphrase: SettingFile;
  root: SettingFile;
  /** SHA-256 of the one root that the provider's servers are trusted through; null for a simulator, whose root is its own. */
  fingerprint: string | null;
}

/**
 * Connections to a provider: mutual TLS with our client certificate, trusting the given root and nothing else, kept open between calls.
 * Throws at start when a file is missing, the passphrase is wrong or the root is not the provider's for this environment.
 */
export function mutualTlsAgent(tls: MutualTls): Agent {
  const ca = readRoot(tls);
  const agent = new Agent({
    keepAlive: true,
    keepAliveMsecs: 30_000,
    maxSockets: 16,
    maxFreeSockets: 8,
    scheduling: 'lifo',
    minVersion: 'TLSv1.2',
    ca,
    ...clientCertificate(tls),
  });
  agent.once('free', (socket: TLSSocket) => tellExpiry(tls.name, socket.getX509Certificate()));
  return agent;
}

/** Our own certificate out of its PKCS #12 file. Throws at start when it cannot be opened. */
export function ownCertificate(tls: Pick<MutualTls, 'clientCertificate' | 'passphrase'>): X509Certificate {
  const { context } = secureContext(tls, readClientCertificate(tls));
  return new X509Certificate((context as { getCertificate(): Buffer }).getCertificate());
}

function clientCertificate(tls: MutualTls): { pfx: Buffer; passphrase: string } {
  const certificate = readClientCertificate(tls);
  secureContext(tls, certificate);
  return certificate;
}

const readClientCertificate = (tls: Pick<MutualTls, 'clientCertificate' | 'passphrase'>): { pfx: Buffer; passphrase: string } => ({
  pfx: readSetting(tls.clientCertificate),
  passphrase: readSetting(tls.passphrase).toString().trim(),
});

/** Node reads PKCS #12 only into such a context, whose handle is the one way to see the certificate in it. */
function secureContext(
  tls: Pick<MutualTls, 'clientCertificate' | 'passphrase'>,
  certificate: { pfx: Buffer; passphrase: string },
): SecureContext {
  try {
    return createSecureContext(certificate);
  } catch {
    throw new Error(`${tls.clientCertificate.setting}: går inte att öppna med lösenordet i ${tls.passphrase.setting}`);
  }
}

/** Says after the first call how long our own certificate lasts; louder when there is little time to order a new one. */
function tellExpiry(name: string, certificate: X509Certificate | undefined): void {
  if (!certificate) return;
  const daysLeft = Math.floor((Date.parse(certificate.validTo) - now().getTime()) / 86_400_000);
  log[daysLeft < WARN_DAYS ? 'warn' : 'log']({ msg: `klientcertifikatet för ${name}`, validTo: certificate.validTo, daysLeft });
}

/** The root in a file, exactly one certificate, the expected one; a simulator's is taken as it is. Throws otherwise. */
export function readRoot({ root, possessive, fingerprint }: Pick<MutualTls, 'root' | 'possessive' | 'fingerprint'>): Buffer {
  const pem = readSetting(root);
  const count = pem.toString().split('-----BEGIN CERTIFICATE-----').length - 1;
  if (fingerprint !== null && (count !== 1 || new X509Certificate(pem).fingerprint256 !== fingerprint))
    throw new Error(`${root.setting}: ska innehålla ${possessive} rotcertifikat för den valda miljön och inget annat`);
  return pem;
}

function readSetting({ setting, path }: SettingFile): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${setting}: filen går inte att läsa (${(error as { code?: string }).code})`);
  }
}

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';

/** A setting and the file it names; errors say the setting. */
export interface SettingFile {
  setting: string;
  path: string;
}

export interface MutualTls {
  /** Whose the root is: "BankID:s". */
  possessive: string;
  clientCertificate: SettingFile;
  passphrase: SettingFile;
  root: SettingFile;
  /** SHA-256 of the one root that the provider's servers are trusted through; null for a simulator, whose root is its own. */
  fingerprint: string | null;
}

/** Connections, and when our certificate for them ends. */
export type MutualTlsAgent = Agent & { readonly certificateValidTo: Date };

/**
 * Connections to a provider: mutual TLS with our client certificate, trusting the given root and nothing else, kept open between calls.
 * Throws at start when a file is missing, the passphrase is wrong or the root is not the provider's for this environment.
 */
export function mutualTlsAgent(tls: MutualTls): MutualTlsAgent {
  const ca = readRoot(tls);
  const { validTo, ...certificate } = clientCertificate(tls);
  const agent = new Agent({
    keepAlive: true,
    keepAliveMsecs: 30_000,
    maxSockets: 16,
    maxFreeSockets: 8,
    scheduling: 'lifo',
    minVersion: 'TLSv1.2',
    ca,
    ...certificate,
  });
  return Object.assign(agent, { certificateValidTo: validTo });
}

/** Our own certificate out of its PKCS #12 file. Throws at start when it cannot be opened. */
export function ownCertificate(tls: Pick<MutualTls, 'clientCertificate' | 'passphrase'>): X509Certificate {
  return certificateIn(secureContext(tls, readClientCertificate(tls)));
}

function clientCertificate(tls: MutualTls): { pfx: Buffer; passphrase: string; validTo: Date } {
  const certificate = readClientCertificate(tls);
  return { ...certificate, validTo: new Date(certificateIn(secureContext(tls, certificate)).validTo) };
}

const certificateIn = ({ context }: SecureContext): X509Certificate =>
  new X509Certificate((context as { getCertificate(): Buffer }).getCertificate());

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

/** The root in a file, exactly one certificate, the expected one; a simulator's is taken as it is. Throws otherwise. */
export function readRoot({ root, possessive, fingerprint }: Pick<MutualTls, 'root' | 'possessive' | 'fingerprint'>): Buffer {
  const pem = readSetting(root);
  const count = pem.toString().split('-----BEGIN CERTIFICATE-----').length - 1;
  if (fingerprint !== null && (count !== 1 || new X509Certificate(pem).fingerprint256 !== fingerprint))
    throw new Error(`${root.setting}: ska innehålla ${possessive} rotcertifikat för den valda miljön och inget annat`);
  return pem;
}

/** The bytes of the file that a setting names; throws, naming the setting, when it can't be read. */
export function readSetting({ setting, path }: SettingFile): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${setting}: filen går inte att läsa (${(error as { code?: string }).code})`);
  }
}

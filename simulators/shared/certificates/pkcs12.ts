import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { explicit, integer, nothing, octets, oid, sequence, set } from '../der.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  keyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  sha256: '2.16.840.1.101.3.4.2.1',
};
const ITERATIONS = 2048;

/**
 * A PKCS#12 file as the banks hand them out today (PBES2 with AES-256, MAC with SHA-256), so that OpenSSL 3 and
 * Node's `https.Agent({ pfx, passphrase })` read it without the legacy provider. Written here because neither Node
 * nor the dependencies can write one and a fresh machine need not have the openssl command.
 */
export function pkcs12(certificate: Uint8Array, key: KeyObject, passphrase: string): Buffer {
  const keyId = createHash('sha1').update(certificate).digest();
  const attributes = set(sequence(oid(OID.localKeyId), set(octets(keyId))));
  // Node's own encrypted PKCS#8 is PBES2/AES-256-CBC with PBKDF2-HMAC-SHA256: exactly what the shrouded key bag holds.
  const shrouded = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase });
  const keyBag = sequence(oid(OID.keyBag), explicit(0, shrouded), attributes);
  const certBag = sequence(oid(OID.certBag), explicit(0, sequence(oid(OID.x509), explicit(0, octets(certificate)))), attributes);
  const contents = sequence(dataContent(sequence(certBag)), dataContent(sequence(keyBag)));
  return sequence(integer(3), dataContent(contents), mac(contents, passphrase));
}

const dataContent = (bytes: Buffer) => sequence(oid(OID.data), explicit(0, octets(bytes)));

function mac(contents: Buffer, passphrase: string): Buffer {
  const salt = randomBytes(16);
  const digest = createHmac('sha256', macKey(passphrase, salt)).update(contents).digest();
  return sequence(sequence(sequence(oid(OID.sha256), nothing()), octets(digest)), octets(salt), integer(ITERATIONS));
}

/** RFC 7292 appendix B.2 with purpose 3 (MAC) and SHA-256; one round is enough, as the key is one digest long. */
function macKey(passphrase: string, salt: Buffer): Buffer {
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  let digest = Buffer.concat([Buffer.alloc(64, 3), fill(salt), fill(password)]);
  for (let i = 0; i < ITERATIONS; i++) digest = createHash('sha256').update(digest).digest();
  return digest;
}

/** Repeats the bytes up to the next multiple of the hash's block size. */
const fill = (bytes: Buffer) => Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);

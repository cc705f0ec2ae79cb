import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expires, readText, writeOnce, writeWhole } from '../../shared/certificates/files.ts';
import type { Identity } from '../../shared/certificates/issue.ts';
import { dn, issue } from '../../shared/certificates/x509.ts';
import { rsaKey } from '../../shared/evidence/authority.ts';

const KEYS = 'jws-keys.json';
const YEAR = 365 * 86_400_000;
/** The two that relying parties are told about, and one that they are not. */
const NAMES = ['current', 'next', 'unknown'] as const;
const PUBLISHED = ['current', 'next'] as const;
type KeyName = (typeof NAMES)[number];
export type SigningKeys = Record<KeyName, Identity>;
type Kept = Record<KeyName, { certificate: string; key: string }>;

const fileOf = (name: KeyName) => `jws-${name}.pem`;

/** Reads the keys that sign Freja's answers, or makes them; the published certificates are `jws-*.pem` in the directory. */
export function loadSigningKeys(dir: string): SigningKeys {
  if (PUBLISHED.some((name) => expires(dir, fileOf(name)))) rmSync(join(dir, KEYS), { force: true });
  if (!existsSync(join(dir, KEYS))) writeOnce(dir, KEYS, JSON.stringify(make(), null, 2));
  const kept = JSON.parse(readText(dir, KEYS)) as Kept;
  for (const name of PUBLISHED) writeWhole(dir, fileOf(name), kept[name].certificate);
  return perName((name) => ({ certificate: new X509Certificate(kept[name].certificate), key: createPrivateKey(kept[name].key) }));
}

function make(): Kept {
  return perName((name) => {
    const key = rsaKey();
    const subject = dn([
      ['C', 'SE'],
      ['O', 'Simulerad Freja'],
      ['CN', `SIMULATOR Freja JWS Signing ${name}`],
    ]);
    const time = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 10 * YEAR) };
    const certificate = issue({ subject, key }, { subject, publicKey: key, ...time, usage: {} });
    return { certificate: certificate.toString(), key: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  });
}

const perName = <T>(of: (name: KeyName) => T) => Object.fromEntries(NAMES.map((name) => [name, of(name)])) as Record<KeyName, T>;

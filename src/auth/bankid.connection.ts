import type { Env } from '../../config/env.js';
import { type MutualTls, mutualTlsAgent, type MutualTlsAgent, ownCertificate } from './eid.connection.js';

/** SHA-256 of the one root that BankID's servers are trusted through (identity §1.1). Both expire at the end of 2034. */
const ROOTS = {
  production: 'E6:A2:D4:5C:0A:10:51:C9:59:42:86:49:F8:6A:09:A9:B2:15:2C:D5:51:99:3C:C2:EB:4C:F0:94:BD:AC:BE:CB',
  test: 'F3:D0:74:0E:BF:B3:70:0E:3B:81:AA:79:1F:EE:45:14:72:69:8C:84:E1:99:C2:EB:48:A4:43:FF:1D:5B:40:5C',
  simulator: null,
} as const;

type BankIdSettings = Pick<Env, 'BANKID_ENV' | 'BANKID_CLIENT_P12_FILE' | 'BANKID_CLIENT_P12_PASSPHRASE_FILE' | 'BANKID_TLS_CA_FILE'>;

/** Connections to BankID. Throws at start when a file is missing or the root is not BankID's for this environment. */
export const bankIdAgent = (env: BankIdSettings): MutualTlsAgent => mutualTlsAgent(tls(env));

/** The subject of our client certificate as BankID writes it in what is signed: most specific part first, one-letter names in lower case. */
export function relyingPartyName(env: BankIdSettings): string {
  const parts = ownCertificate(tls(env)).subject.split('\n').toReversed();
  return parts.map((part) => part.replace(/^[A-Z]+=/, (attribute) => attribute.toLowerCase())).join(',');
}

const tls = (env: BankIdSettings): MutualTls => ({
  possessive: 'BankID:s',
  clientCertificate: { setting: 'BANKID_CLIENT_P12_FILE', path: env.BANKID_CLIENT_P12_FILE },
  passphrase: { setting: 'BANKID_CLIENT_P12_PASSPHRASE_FILE', path: env.BANKID_CLIENT_P12_PASSPHRASE_FILE },
  root: { setting: 'BANKID_TLS_CA_FILE', path: env.BANKID_TLS_CA_FILE },
  fingerprint: ROOTS[env.BANKID_ENV],
});

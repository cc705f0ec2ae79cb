import { createHash } from 'node:crypto';
import type { LeafWish } from '../../shared/evidence/authority.ts';
import type { OcspVerdict } from '../../shared/evidence/ocsp.ts';
import { persons } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import type { Signer, Statement } from './xml.ts';

/** Everything that decides what the evidence of one completed order looks like; a fault changes some of it. */
export interface Draft {
  statement: Statement;
  person: Person;
  leaf: LeafWish;
  foreignRoot: boolean;
  digest: Signer['digest'];
  /** What happens to the finished XML. */
  spoil: (xml: string) => string;
  ocsp: OcspVerdict & {
    serial: 'own' | 'other';
    /** The OCSP answer's tie to the signature: SHA-1 of its base64 and twelve random bytes. */
    nonce: 'own' | 'other' | 'none';
    /** Signed with a key that the certificate beside it does not hold. */
    forged: boolean;
    unavailable: boolean;
  };
}

const STALE_MS = 2 * 3_600_000;
const OTHER_TEXT = Buffer.from('Jag skriver under något annat.').toString('base64');

const spoilt =
  (spoil: Draft['spoil']): Change =>
  (draft) => {
    draft.spoil = spoil;
  };
const said =
  (change: Partial<Statement>): Change =>
  (draft) =>
    Object.assign(draft.statement, change);
const answered =
  (change: Partial<Draft['ocsp']>): Change =>
  (draft) =>
    Object.assign(draft.ocsp, change);
type Change = (draft: Draft) => void;

const changes = {
  foreignRoot: (draft) => {
    draft.foreignRoot = true;
  },
  otherPerson: (draft) => {
    draft.person = persons.find((one) => one.personalNumber !== draft.person.personalNumber)!;
  },
  expiredLeaf: (draft) => {
    draft.leaf.expired = true;
  },
  otherPolicy: (draft) => {
    draft.leaf.policy = '1.2.3.4.5';
  },
  rsaSha1: (draft) => {
    draft.digest = 'sha1';
  },
  otherText: said({ visible: OTHER_TEXT }),
  otherHiddenText: said({ hidden: OTHER_TEXT }),
  otherPurpose: ({ statement }) => {
    statement.purpose = statement.purpose === 'Signing' ? 'Identification' : 'Signing';
  },
  otherService: said({ service: 'cn=Någon annan,name=Någon annan,serialNumber=5560000000,o=Testbank A AB (publ),c=SE' }),
  tampered: spoilt((xml) => xml.replace(/(<uhi>)(.)/, (_all, tag: string, sign: string) => tag + (sign === 'A' ? 'B' : 'A'))),
  truncatedXml: spoilt((xml) => xml.slice(0, Math.floor(xml.length * 0.6))),
  // A canonicalisation that drops comments still finds the digest right, while a careless reader sees half the text.
  extraComment: spoilt((xml) => xml.replace(/(<usr\w+Data[^>]*>|<funcId>)(...)/, '$1$2<!-- -->')),
  secondData: spoilt((xml) => xml.replace(/(<bankIdSignedData .*<\/bankIdSignedData>)/, `$1$1`)),
  ocspRevoked: answered({ status: 'revoked' }),
  ocspUnknown: answered({ status: 'unknown' }),
  ocspStale: (draft) => {
    draft.ocsp.at = new Date(draft.ocsp.at.getTime() - STALE_MS);
  },
  ocspOtherSerial: answered({ serial: 'other' }),
  ocspOtherNonce: answered({ nonce: 'other' }),
  ocspNoNonce: answered({ nonce: 'none' }),
  ocspForged: answered({ forged: true }),
  ocspUnavailable: answered({ unavailable: true }),
} satisfies Record<string, Change>;

/** What can be wrong with the evidence of an order that the app says is complete. */
export type EvidenceFault = keyof typeof changes;
export const evidenceFaults = Object.keys(changes) as EvidenceFault[];

export function spoil(draft: Draft, fault: EvidenceFault): void {
  changes[fault](draft);
}

export const sha1 = (text: string) => createHash('sha1').update(text).digest();

import type { OcspVerdict } from '../../shared/evidence/ocsp.ts';
import { persons } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import type { SigningKeys } from './keys.ts';

/** The payload of the signed answer, and everything that decides how it is signed; a fault changes some of it. */
export interface Draft {
  payload: Record<string, unknown> & { requestedAttributes: Record<string, unknown> };
  /** The signing certificate the header names; null leaves it out. */
  named: keyof SigningKeys | null;
  key: keyof SigningKeys;
  alg: 'RS256' | 'HS256' | 'none';
  /** What happens to the finished JWS. */
  spoil: (jws: string) => string | undefined;
  /** The same attributes outside the signature, where nobody should look. */
  outer: Record<string, unknown>;
  /** What the person signed, instead of what was sent. */
  signedText: string | undefined;
  person: Person;
  /** What is said about the certificate that the person signed with. */
  ocsp: OcspVerdict & {
    serial: 'own' | 'other';
    /** Signed with a key that the certificate beside it does not hold. */
    forged: boolean;
    /** A verdict, only that the responder has no time, or nothing. */
    answer: 'verdict' | 'later' | 'none';
  };
}

const HOUR = 3_600_000;
type Change = (draft: Draft) => void;

const inPayload =
  (change: Record<string, unknown>): Change =>
  ({ payload }) =>
    Object.assign(payload, change);
const inAttributes =
  (change: Record<string, unknown>): Change =>
  ({ payload }) =>
    Object.assign(payload.requestedAttributes, change);
const inDraft =
  (change: Partial<Draft>): Change =>
  (draft) =>
    Object.assign(draft, change);
const answered =
  (change: Partial<Draft['ocsp']>): Change =>
  ({ ocsp }) =>
    Object.assign(ocsp, change);
export const otherThan = (person: Person) => persons.find((one) => one.personalNumber !== person.personalNumber)!;

const changes = {
  unknownX5t: inDraft({ key: 'unknown', named: 'unknown' }),
  /** Names a published certificate, but another key has signed. */
  wrongX5t: inDraft({ key: 'unknown' }),
  noX5t: inDraft({ named: null }),
  algNone: inDraft({ alg: 'none' }),
  algHs256: inDraft({ alg: 'HS256' }),
  tampered: (draft) => {
    const { payload, person } = draft;
    const other = { ...payload, requestedAttributes: { ...payload.requestedAttributes, ssn: ssn(otherThan(person)) } };
    draft.spoil = (jws) => jws.replace(/\.[^.]*\./, `.${Buffer.from(JSON.stringify(other)).toString('base64url')}.`);
  },
  truncated: inDraft({ spoil: (jws) => jws.slice(0, Math.floor(jws.length / 2)) }),
  noDetails: inDraft({ spoil: () => undefined }),
  outerDiffers: ({ outer, person }) => {
    const other = otherThan(person);
    Object.assign(outer, { ssn: ssn(other), basicUserInfo: { name: other.givenName, surname: other.surname } });
  },
  basicLevel: ({ payload }) => {
    payload.minRegistrationLevel = 'BASIC';
    Object.assign(payload.requestedAttributes, { registrationLevel: 'BASIC', loaLevel: 'LOA1' });
  },
  otherCountry: inAttributes({ ssn: { ssn: '01010112345', country: 'NO' } }),
  noSsn: inAttributes({ ssn: undefined }),
  invalidSsn: inAttributes({ ssn: { ssn: '199908072392', country: 'SE' } }),
  otherPerson: ({ payload, person }) => {
    payload.requestedAttributes.ssn = ssn(otherThan(person));
  },
  expiredTimestamp: ({ payload }) => {
    payload.timestamp = Date.now() - HOUR;
  },
  futureTimestamp: ({ payload }) => {
    payload.timestamp = Date.now() + HOUR;
  },
  otherRef: ({ payload }) => {
    for (const name of ['authRef', 'signRef']) if (name in payload) payload[name] = 'QW5ub3RoZXIgcmVmZXJlbmNl';
  },
  notApproved: inPayload({ status: 'CANCELED' }),
  otherText: inDraft({ signedText: 'Jag skriver under något annat.' }),
  ocspRevoked: answered({ status: 'revoked' }),
  ocspUnknown: answered({ status: 'unknown' }),
  ocspStale: ({ ocsp }) => {
    ocsp.at = new Date(ocsp.at.getTime() - HOUR);
  },
  ocspOtherSerial: answered({ serial: 'other' }),
  ocspForged: answered({ forged: true }),
  ocspUnavailable: answered({ answer: 'later' }),
  ocspMissing: answered({ answer: 'none' }),
} satisfies Record<string, Change>;

/** What can be wrong with the answer of an order that the app says is approved. */
export type EvidenceFault = keyof typeof changes;
export const evidenceFaults = Object.keys(changes) as EvidenceFault[];

export function spoil(draft: Draft, fault: EvidenceFault): void {
  changes[fault](draft);
}

const ssn = ({ personalNumber }: Person) => ({ ssn: personalNumber, country: 'SE' });

import { serialOf } from '../../shared/certificates/x509.ts';
import type { Authority } from '../../shared/evidence/authority.ts';
import { ocspResponse, ocspUnavailable } from '../../shared/evidence/ocsp.ts';
import type { Person } from '../../shared/persons.ts';
import { decoded } from '../orders/order.ts';
import type { Order, Result } from '../orders/order.ts';
import type { Profile } from '../profile.ts';
import { attributesOf } from './attributes.ts';
import { otherThan, spoil } from './faults.ts';
import type { Draft } from './faults.ts';
import { hs256, rs256, unsigned, x5t } from './jws.ts';
import type { SigningKeys } from './keys.ts';

const POLICY = '1.2.752.60.1.6';

/** Freja's own signing keys, and those who vouch for the persons' certificates. */
export interface Seal {
  keys: SigningKeys;
  authority: Authority;
}

/** The answer of an approved order: a JWS, and beside it what the JWS says, as Freja gives it. */
export function seal(with_: Seal, order: Order, person: Person, profile: Profile): Result {
  const draft = draftOf(order, person, profile);
  const fault = order.evidence ?? profile.evidence;
  if (fault) spoil(draft, fault);
  if (order.kind === 'sign') draft.payload.signatureData = signatureData(with_.authority, order, draft);
  const details = draft.spoil(signed(with_.keys, draft));
  return { ...(details !== undefined && { details }), requestedAttributes: draft.outer };
}

function draftOf(order: Order, person: Person, profile: Profile): Draft {
  const { kind, ref, request } = order;
  const payload = {
    [kind === 'auth' ? 'authRef' : 'signRef']: ref,
    status: 'APPROVED',
    userInfoType: request.userInfoType,
    userInfo: request.userInfo,
    minRegistrationLevel: request.minRegistrationLevel,
    // By the real clock: whoever checks it does not know the simulator's moved time.
    timestamp: Date.now(),
    ...(kind === 'sign' && { signatureType: request.signatureType }),
    requestedAttributes: attributesOf(order, person, profile),
  };
  return {
    payload,
    named: profile.jwsKey,
    key: profile.jwsKey,
    alg: 'RS256',
    spoil: (jws) => jws,
    outer: attributesOf(order, person, profile),
    signedText: decoded(request.text),
    person,
    ocsp: { status: 'good', at: new Date(), serial: 'own', forged: false, answer: 'verdict' },
  };
}

function signed(keys: SigningKeys, { alg, key, named, payload }: Draft): string {
  const header = { ...(named && { x5t: x5t(keys[named].certificate) }), alg };
  const content = JSON.stringify(payload);
  if (alg === 'none') return unsigned(header, content);
  return alg === 'HS256' ? hs256(header, content, keys[key].certificate) : rs256(header, content, keys[key].key);
}

/** The person's own signature over the text (and the data not shown), and what is known about the certificate. */
function signatureData(authority: Authority, { request }: Order, draft: Draft) {
  const { person, signedText = '' } = draft;
  const leaf = authority.leaf(person, { policy: POLICY });
  const x5c = [leaf, ...authority.chain].map((one) => one.raw.toString('base64'));
  const { signatureType, binaryData } = request;
  const content =
    signatureType === 'EXTENDED' ? JSON.stringify({ text: Buffer.from(signedText).toString('base64'), binaryData }) : signedText;
  const userSignature = rs256({ alg: 'RS256', x5c }, content, authority.leafKey);
  return {
    userSignature,
    ...(draft.ocsp.answer !== 'none' && { certificateStatus: certificateStatus(authority, draft).toString('base64') }),
  };
}

function certificateStatus(authority: Authority, { person, ocsp }: Draft): Buffer {
  if (ocsp.answer === 'later') return ocspUnavailable();
  const asked = authority.leaf(ocsp.serial === 'own' ? person : otherThan(person), { policy: POLICY });
  const key = ocsp.forged ? authority.leafKey : authority.responder.key;
  return ocspResponse({ ...authority.responder, key }, { issuer: authority.customer, serial: serialOf(asked) }, ocsp);
}

import { createHash, sign } from 'node:crypto';
import type { Identity } from '../certificates/issue.ts';
import { keyId, signatureAlgorithm, subjectOf } from '../certificates/x509.ts';
import { bits, enumerated, explicit, generalizedTime, implicit, nothing, octets, oid, sequence, tlv, yes } from '../der.ts';

const OID = { sha1: '1.3.14.3.2.26', basic: '1.3.6.1.5.5.7.48.1.1', nonce: '1.3.6.1.5.5.7.48.1.2' };
const TRY_LATER = 3;

export interface OcspQuestion {
  issuer: Identity;
  /** The serial number asked about, as an INTEGER in DER. */
  serial: Buffer;
  nonce?: Buffer | undefined;
}

export interface OcspVerdict {
  status: 'good' | 'revoked' | 'unknown';
  /** When the answer was made, which is also from when it holds. */
  at: Date;
}

/** A signed answer by RFC 6960 with the responder's certificate in it. */
export function ocspResponse(responder: Identity, { issuer, serial, nonce }: OcspQuestion, { status, at }: OcspVerdict): Buffer {
  const certificate = sequence(
    sequence(oid(OID.sha1), nothing()),
    octets(createHash('sha1').update(subjectOf(issuer.certificate)).digest()),
    octets(keyId(issuer.key)),
    serial,
  );
  const said = {
    good: implicit(0),
    revoked: explicit(1, generalizedTime(new Date(at.getTime() - 86_400_000))),
    unknown: implicit(2),
  };
  const extension = nonce && sequence(oid(OID.nonce), yes(), octets(nonce));
  const content = sequence(
    explicit(1, subjectOf(responder.certificate)),
    generalizedTime(at),
    sequence(sequence(certificate, said[status], generalizedTime(at))),
    ...(extension ? [explicit(1, sequence(extension))] : []),
  );
  const signature = bits(sign('sha256', content, responder.key));
  const basic = sequence(content, signatureAlgorithm(responder.key), signature, explicit(0, sequence(responder.certificate.raw)));
  return sequence(enumerated(0), explicit(0, sequence(oid(OID.basic), octets(basic))));
}

/** The answer of a responder that has no time: no verdict and no signature. */
export const ocspUnavailable = () => tlv(0x30, enumerated(TRY_LATER));

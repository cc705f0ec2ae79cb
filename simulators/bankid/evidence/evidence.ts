import { randomBytes } from 'node:crypto';
import { serialOf } from '../../shared/certificates/x509.ts';
import type { Authority } from '../../shared/evidence/authority.ts';
import { ocspResponse, ocspUnavailable } from '../../shared/evidence/ocsp.ts';
import { persons } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import type { CompletionData, Order } from '../orders/order.ts';
import { sha1, spoil } from './faults.ts';
import type { Draft, EvidenceFault } from './faults.ts';
import { signedXml } from './xml.ts';

/** Mobile BankID in BankID's test environment. */
const POLICY = '1.2.3.4.25';

/** The signature and the OCSP answer of a completed order, as BankID makes them, or with the one fault asked for. */
export function evidence(
  authority: Authority,
  order: Order,
  signer: { person: Person; uhi: string },
  fault: EvidenceFault | null,
): Pick<CompletionData, 'signature' | 'ocspResponse'> {
  const draft = draftOf(order, signer);
  if (fault) spoil(draft, fault);
  const leaf = authority.leaf(draft.person, draft.leaf);
  const certificates = [leaf, ...(draft.foreignRoot ? authority.foreignChain : authority.chain)];
  const xml = draft.spoil(signedXml(draft.statement, { key: authority.leafKey, certificates, digest: draft.digest }));
  const signature = Buffer.from(xml).toString('base64');
  return { signature, ocspResponse: ocspFor(authority, draft, signature).toString('base64') };
}

function draftOf({ kind, request, rp }: Order, { person, uhi }: { person: Person; uhi: string }): Draft {
  return {
    statement: {
      visible: request.userVisibleData,
      format: request.userVisibleDataFormat,
      hidden: request.userNonVisibleData,
      purpose: kind === 'sign' ? 'Signing' : 'Identification',
      service: rp.subject,
      displayName: rp.displayName,
      uhi,
      policies: request.requirement?.certificatePolicies,
    },
    person,
    leaf: { policy: POLICY },
    foreignRoot: false,
    digest: 'sha256',
    spoil: (xml) => xml,
    // By the real clock: whoever checks the answer does not know the simulator's moved time.
    ocsp: { status: 'good', at: new Date(), serial: 'own', nonce: 'own', forged: false, unavailable: false },
  };
}

function ocspFor(authority: Authority, { person, leaf, ocsp }: Draft, signature: string): Buffer {
  if (ocsp.unavailable) return ocspUnavailable();
  const asked = ocsp.serial === 'own' ? person : persons.find((one) => one.personalNumber !== person.personalNumber)!;
  const tie = ocsp.nonce === 'own' ? sha1(signature) : sha1(`not ${signature}`);
  const question = {
    issuer: authority.customer,
    serial: serialOf(authority.leaf(asked, leaf)),
    nonce: ocsp.nonce === 'none' ? undefined : Buffer.concat([tie, randomBytes(12)]),
  };
  const key = ocsp.forged ? authority.leafKey : authority.responder.key;
  return ocspResponse({ ...authority.responder, key }, question, ocsp);
}

import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DbScope } from '../kernel/access.js';
import { canonicalJson, sha256 } from '../kernel/canonical.js';
import { Db, type Tx } from '../kernel/db.js';
import { EidProviders } from './eid.providers.js';
import type { OrderRow } from './eid-order.js';
import { must, readable, refuse, type Verdict, verdict } from './evidence.js';
import { Persons } from './persons.service.js';
import { sealedColumn } from './sealed-columns.js';
import { INSERT, KEPT } from './signature.queries.js';
import type { Evidence, Signer, Signing, SigningProvider } from './signing.js';
import { Vault } from './vault.js';

/** What was signed and what is known about it; a digest of it all is sealed with the evidence. `signedAt` is ISO 8601 in UTC with milliseconds. */
export interface SignatureFacts {
  id: string;
  orderId: string;
  provider: SigningProvider;
  personId: string;
  knownSigner: boolean;
  organizationId: string | null;
  intent: string;
  subjectType: string;
  subjectId: string;
  title: string;
  visible: string;
  hidden: string;
  document: string;
  name: string;
  signedAt: string;
  ip: string;
  ocsp: string | null;
}

/** A row as it is read back, with its evidence sealed. */
interface KeptRow {
  facts: SignatureFacts;
  sha256: string;
  keyId: string;
  evidence: string;
}

/** What is sealed: the evidence, and the digest of the facts it was written with. */
interface SealedEvidence extends Pick<Evidence, 'signature' | 'against'> {
  facts: string;
}

/** What is written of a completed signature. */
interface NewSignature {
  order: OrderRow;
  signing: Signing;
  personId: string;
  evidence: Evidence;
  signer: Signer;
}

/** The signatures that have been made: written once, never changed, and verified again from what is stored. */
@Injectable()
export class SignatureBook {
  constructor(
    private readonly db: Db,
    private readonly providers: EidProviders,
    private readonly persons: Persons,
    private readonly vault: Vault,
  ) {}

  /** Writes a verified signature in the transaction that ends its order. */
  async write(tx: Tx, { order, signing, personId, evidence, signer }: NewSignature): Promise<void> {
    const facts: SignatureFacts = {
      id: randomUUIDv7(),
      orderId: order.id,
      provider: order.provider,
      personId,
      knownSigner: signing.signer !== null,
      organizationId: signing.organizationId,
      intent: signing.intent,
      subjectType: signing.subject.type,
      subjectId: signing.subject.id,
      title: signing.title,
      visible: signing.visible,
      hidden: signing.hidden,
      document: signing.document,
      name: signer.name,
      signedAt: evidence.signedAt.toISOString(),
      ip: order.ip,
      ocsp: evidence.ocsp,
    };
    const { signature, against } = evidence;
    const { keyId, bytes } = this.vault.seal(JSON.stringify({ signature, against, facts: digestOf(facts) }), place(facts.id));
    await tx.em.query(INSERT, [JSON.stringify(facts), sha256(facts.document), bytes, keyId]);
  }

  /**
   * Verifies a stored signature anew, as of the time it was made: the row is as it was written, the evidence holds, and it was made by this
   * person over these texts and this document. Null when `who` may not see such a signature.
   */
  async verify(who: DbScope, id: string): Promise<Verdict<Signer> | null> {
    const row = await this.db.read<KeptRow | null>(who, 'signature-kept', KEPT, [id]);
    if (!row) return null;
    const numbers = await this.db.tx({ kind: 'system' }, (tx) => this.persons.numbers(tx, row.facts.personId));
    return verdict(() => {
      const { facts } = row;
      const evidence = { ...this.open(row), ocsp: facts.ocsp, signedAt: new Date(facts.signedAt) };
      const signed = this.providers.named(facts.provider).verify(evidence, facts);
      if (!signed.ok) return refuse(signed.failure);
      must(numbers.includes(signed.value.personalNumber), 'person');
      must(sha256(facts.document) === row.sha256 && facts.hidden.includes(`"sha256":"${row.sha256}"`), 'document');
      return signed.value;
    });
  }

  private open({ facts, keyId, evidence }: KeptRow): Pick<Evidence, 'signature' | 'against'> {
    const sealed = { keyId, bytes: Buffer.from(evidence, 'base64') };
    const kept = readable(() => JSON.parse(this.vault.open(sealed, place(facts.id))) as SealedEvidence, 'record');
    must(kept.facts === digestOf(facts), 'record');
    return kept;
  }
}

const digestOf = (facts: SignatureFacts): string => sha256(canonicalJson(facts));

/** The place that a signature's evidence is sealed for. */
const place = (id: string): string => `signature:${id}`;

sealedColumn({ table: 'signature', primaryKey: ['id'], bytes: 'evidence_enc', keyId: 'key_id', place: ({ id }) => place(String(id)) });

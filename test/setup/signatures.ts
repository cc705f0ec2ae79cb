import { randomUUID } from 'node:crypto';
import type { TestOrganization, TestPerson, World } from './world.js';

/** Lays a signature whose evidence nobody can open, for tests that only need that there is one; gives its id. */
export async function unreadableSignature(world: World, person: TestPerson, organization: TestOrganization | null = null): Promise<string> {
  const id = await world.as<string>(
    `insert into signature (id, order_id, provider, person_id, known_signer, organization_id, intent, subject_type, subject_id, title, visible_text,
       hidden_text, document, document_sha256, name, signed_at, ip, evidence_enc, key_id)
     values (uuidv7(), $1, 'bankid', $2, true, $3, 'test.agree', 'test', '1', 'Godkänn ett villkor', '# Godkänn ett villkor', '{}', '{}', $4, $5,
       now(), '192.0.2.1', '\\x00', 'k1') returning id`,
    [randomUUID(), person.id, organization?.id ?? null, '0'.repeat(64), person.name],
  );
  await world.as('insert into signature_use (signature_id) values ($1)', [id]);
  return id;
}

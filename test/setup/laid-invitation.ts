import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import type { TestOrganization, TestPerson, World } from './world.js';

/** The secret of a link that is open to begin with, for those who only need one. */
export const LINK = `${randomUUID()}${randomUUID()}`;

/**
 * Lays an invitation in the database, sent yesterday so that it does not count among those of today; gives its id. A `signed` one waits for
 * an administrator. The same token again does nothing.
 */
export async function layInvitation(
  world: World,
  { person, organization }: { person: TestPerson; organization: TestOrganization },
  { signed = false, token = String(randomUUID()) } = {},
): Promise<string> {
  const signer = signed ? (await world.person('Kurt Annansson')).id : null;
  const id = randomUUIDv7();
  await world.as(
    `insert into invitation (id, organization_id, email, name, token_hash, web_view_token_hash, invited_by, sent_at, status, accepted_by, signed_at, signed_name)
     values ($1, $2, $3, 'Karin Berg', sha256(convert_to($4, 'UTF8')), $5, $6, now() - interval '1 day',
       case when $7::uuid is null then 'skickad' else 'vantar_pa_bekraftelse' end, $7, case when $7 is not null then now() end, 'Kurt Annansson')
     on conflict (token_hash) do nothing`,
    [id, organization.id, `${id}@testby.se`, token, randomBytes(32), person.id, signer],
  );
  return id;
}

/** Stockholms stad and Anni of the demo data, as an invitation that is laid there names them. */
export async function inStockholm(world: World): Promise<{ person: TestPerson; organization: TestOrganization }> {
  const organization = await world.as<string>(`select id from organization where name = 'Stockholms stad'`, []);
  const anni = await world.as<string>(`select id from person where display_name = 'Anni Widdersjö'`, []);
  return { person: { id: anni, name: '' }, organization: { id: organization, name: '', orgNumber: '' } };
}

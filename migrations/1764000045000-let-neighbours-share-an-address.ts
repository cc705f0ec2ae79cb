import type { MigrationInterface, QueryRunner } from 'typeorm';

const joinedAs = (byAddress: string): string => `
  create or replace function joined_as(invitation_id uuid) returns setof membership language sql stable set app.scope = 'system' as $$
    select m.* from invitation i join membership m on m.organization_id = i.organization_id
    where i.id = invitation_id and i.organization_id = coalesce(app_org(), i.organization_id)
      and (m.status <> 'ended' or m.created_at > i.sent_at)
      and (${byAddress} or m.person_id = i.accepted_by
        or m.person_id in (select k.person_id from person_identifier k where k.lookup = i.identifier_lookup)) $$`;

/**
 * Several may read the same address. An invitation to a personnummer is that person's alone: a colleague who has its address has not joined
 * instead, and took the invitation back by having it (decision 0032).
 */
export class LetNeighboursShareAnAddress1764000045000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(joinedAs('(i.identifier_lookup is null and lower(m.email) = lower(i.email))'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(joinedAs('lower(m.email) = lower(i.email)'));
  }
}

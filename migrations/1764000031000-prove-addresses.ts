import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever accepts by the link of an invitation has shown that its address reaches him or her (V3). */
export class ProveAddresses1764000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      alter table membership add email_verified_at timestamptz;
      comment on column membership.email_verified_at is
        'when the person showed, by holding the link that was mailed there, that email is read by him or her; proves it to this organisation only';
      -- Those who have come by a link before, where the address is still the invitation's.
      update membership m set email_verified_at = i.signed_at from invitation i
      where i.status = 'accepterad' and i.accepted_by = m.person_id and i.organization_id = m.organization_id and lower(i.email) = lower(m.email)
        and m.created_at between i.signed_at - interval '1 second' and i.ended_at + interval '1 second';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table membership drop column email_verified_at');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register extract gives known browsers and invitations too. */
export class ShowPeopleMoreOfIt1764000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      call show_to_subject('known_device', 'person_id = (select app_person())');

      -- Without anybody's name: an invitation is about two people.
      create function own_invitations() returns table (
        organization_id uuid, part text, status text, sent_at timestamptz, signed_at timestamptz
      ) language sql stable set app.scope = 'system' as $$
        select organization_id, case when invited_by = app_person() then 'bjöd in' else 'inbjuden' end, status, sent_at, signed_at
        from invitation where app_person() in (invited_by, accepted_by) order by sent_at, id $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function own_invitations; drop policy subject on known_device');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAME_TO_NOTHING = `status in ('avbojd', 'avvisad', 'utgangen', 'aterkallad')`;

/** Who was invited is erased when an invitation came to nothing; that it was sent, by whom and what became of it stays (domain §5.3). */
export class ForgetWhoNeverCame1764000028000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation add column erased_at timestamptz,
        drop constraint invitation_name_check,
        add constraint invitation_name_check check (length(name) <= 120 and (length(name) >= 2 or erased_at is not null)),
        add constraint invitation_erased check (erased_at is null or (${CAME_TO_NOTHING} and email = '' and name = '' and title = ''
          and phone is null and signed_name is null and identifier_enc is null));
      comment on column invitation.erased_at is 'when who was invited was erased, 90 days after it ended';
      create index invitation_forgettable on invitation (ended_at) where erased_at is null and ${CAME_TO_NOTHING};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index invitation_forgettable;
      alter table invitation drop constraint invitation_erased, drop constraint invitation_name_check;
      select set_config('app.scope', 'system', true);
      update invitation set name = 'Raderad' where erased_at is not null;
      alter table invitation drop column erased_at, add constraint invitation_name_check check (length(name) between 2 and 120);
    `);
  }
}

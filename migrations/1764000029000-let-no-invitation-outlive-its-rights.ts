import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an invitation needs to know of what changed after it was sent. */
export class LetNoInvitationOutliveItsRights1764000029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation add column unbacked boolean not null default false;
      comment on column invitation.unbacked is 'the inviter could not give the rights any longer when it was signed';

      alter table outbox drop constraint outbox_status_check,
        add constraint outbox_status_check check (status in ('pending', 'sending', 'sent', 'failed', 'unknown', 'withdrawn'));
      drop index outbox_age;
      create index outbox_age on outbox (created_at) where status in ('sent', 'failed', 'unknown', 'withdrawn');

      -- A right that had ended before it began was never one: it begins and ends at the same instant.
      select set_config('app.scope', 'system', true);
      update role_grant set valid_to = valid_from where valid_to < valid_from;
      set constraints all immediate;
      alter table role_grant add constraint role_grant_days check (valid_to is null or valid_to >= valid_from);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table role_grant drop constraint role_grant_days;
      select set_config('app.scope', 'system', true);
      delete from outbox where status = 'withdrawn';
      alter table outbox drop constraint outbox_status_check,
        add constraint outbox_status_check check (status in ('pending', 'sending', 'sent', 'failed', 'unknown'));
      drop index outbox_age;
      create index outbox_age on outbox (created_at) where status in ('sent', 'failed', 'unknown');
      alter table invitation drop column unbacked;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the keys `invitation.<event>:<id>` and `invitation.<event>:<which time>:<id>`. */
const INVITATION = `event_key like 'invitation.%' and event_key ~ ':[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;

/** Messages and letters name what they are about, where that is forgotten one day: so they are found by an index, whatever else is stored. */
export class SayWhatIsToldOf1764000034000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox add about uuid;
      alter table notification add about uuid;
      comment on column outbox.about is 'the id of what it tells of, where that is forgotten one day and asks how its letters stand; otherwise null';
      comment on column notification.about is 'the same of a message';
      select set_config('app.scope', 'system', true);
      update outbox set about = right(event_key, 36)::uuid where ${INVITATION};
      update notification set about = right(event_key, 36)::uuid where ${INVITATION};
      create index outbox_about on outbox (about) where about is not null;
      create index notification_about on notification (about) where about is not null;
      create index invitation_undelivered on invitation (id) where status = 'skickad' and bounced_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index invitation_undelivered;
      alter table notification drop column about;
      alter table outbox drop column about;
    `);
  }
}

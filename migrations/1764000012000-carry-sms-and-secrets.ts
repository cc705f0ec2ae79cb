import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox carries sms beside mail, what is written to a person rather than to an organisation, and what only its recipient may read. */
export class CarrySmsAndSecrets1764000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox drop constraint outbox_channel_check, add constraint outbox_channel_check check (channel in ('email', 'sms'));
      alter table outbox drop constraint outbox_status_check,
        add constraint outbox_status_check check (status in ('pending', 'sending', 'sent', 'failed', 'unknown'));
      alter table outbox add column if not exists person_id uuid references person;
      alter table outbox add column secret_until timestamptz, add column provider_id text unique,
        add column delivery text check (delivery in ('delivered', 'failed')), add column delivery_at timestamptz,
        add constraint outbox_delivered check ((delivery is null) = (delivery_at is null) and (delivery is null or provider_id is not null));
      create index outbox_unknown on outbox (created_at) where status = 'unknown';
      create index outbox_person on outbox (person_id) where person_id is not null;
      -- A person's own session writes to that person, and sees how it went.
      create policy to_oneself on outbox for insert with check (organization_id is null and person_id = (select app_person()));
      create policy about_oneself on outbox for select using (organization_id is null and person_id = (select app_person()));
      comment on column outbox.secret_until is 'set: recipient is masked, payload is sealed until it is sent, erased afterwards, and never sent later than this';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy about_oneself on outbox; drop policy to_oneself on outbox;
      delete from outbox where channel <> 'email' or status = 'unknown' or secret_until is not null;
      drop index outbox_person; drop index outbox_unknown;
      alter table outbox drop column delivery_at, drop column delivery, drop column provider_id, drop column secret_until;
      alter table outbox drop column person_id;
      alter table outbox drop constraint outbox_status_check,
        add constraint outbox_status_check check (status in ('pending', 'sending', 'sent', 'failed'));
      alter table outbox drop constraint outbox_channel_check, add constraint outbox_channel_check check (channel in ('email'));
    `);
  }
}

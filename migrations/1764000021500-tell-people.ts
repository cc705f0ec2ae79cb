import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages in the portal and how each person wants its mails. What has been sent is not kept for ever. */
export class TellPeople1764000021500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notification (
        id uuid primary key default uuidv7(), person_id uuid not null references person, organization_id uuid references organization,
        type text not null check (length(type) between 1 and 40), event_key text not null,
        title text not null check (length(title) between 1 and 300), body text not null check (length(body) <= 2000),
        path text check (path ~ '^/([^/\\\\]|$)'), mail text not null check (mail in ('direct', 'daily', 'off')),
        created_at timestamptz not null default now(), read_at timestamptz, summed_up_at timestamptz,
        unique (event_key, person_id)
      );
      comment on column notification.mail is 'how the person wanted mails of this type when it was written';
      comment on column notification.summed_up_at is 'when the daily summary took it, or left it out for good';
      create index notification_inbox on notification (person_id, id desc);
      create index notification_unread on notification (person_id) where read_at is null;
      create index notification_daily on notification (created_at) where mail = 'daily' and summed_up_at is null;
      create index notification_organization on notification (organization_id);
      create index notification_age on notification (created_at);
      grant select, insert, update, delete on notification to minasidor_app;
      alter table notification enable row level security;
      alter table notification force row level security;
      -- One's own, for the organisation one acts for, and what concerns no organisation. The fund's staff read no employer's messages.
      create policy own on notification using (case (select app_scope()) when 'system' then true when '' then false
        else person_id = (select app_person()) and (organization_id is null or organization_id = (select app_org())) end);
      -- What one does is told to others: a colleague's command to colleagues, the fund's to the employer.
      create policy told on notification for insert with check (
        case (select app_scope()) when 'employer' then organization_id = (select app_org()) when 'staff' then true else false end);

      create table notification_preference (
        person_id uuid not null references person, type text not null check (length(type) between 1 and 40),
        choice text not null check (choice in ('direct', 'daily', 'off')), changed_at timestamptz not null default now(),
        primary key (person_id, type)
      );
      grant select, insert, update on notification_preference to minasidor_app;
      call protect_personal_table('notification_preference', 'person_id = (select app_person())');
      -- Whoever tells somebody something must know how: only of those whose membership one may see.
      create policy teller on notification_preference for select using ((select app_scope()) in ('employer', 'staff')
        and exists (select from membership m where m.person_id = notification_preference.person_id));

      call show_to_subject('notification', 'person_id = (select app_person())');
      call show_to_subject('notification_preference', 'person_id = (select app_person())');

      comment on column outbox.person_id is 'whom it was for; null for an address that is nobody''s in particular';
      create index outbox_age on outbox (created_at) where status in ('sent', 'failed', 'unknown');
      grant delete on outbox to minasidor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke delete on outbox from minasidor_app;
      drop index outbox_age; comment on column outbox.person_id is null;
      drop table notification_preference; drop table notification;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox: what is to be sent, written in the business transaction and delivered after it. */
export class CarryTheMail1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id uuid primary key default uuidv7(), event_key text not null, channel text not null check (channel in ('email')),
        template text not null, recipient text not null, organization_id uuid references organization, payload jsonb not null,
        status text not null default 'pending' check (status in ('pending', 'sending', 'sent', 'failed')),
        attempts int not null default 0, next_attempt_at timestamptz not null default now(),
        claim_token uuid, lease_until timestamptz, sent_at timestamptz, last_error text, created_at timestamptz not null default now(),
        unique (event_key, channel, recipient), check ((status = 'sent') = (sent_at is not null)), check (status <> 'sending' or claim_token is not null)
      );
      create index outbox_due on outbox (next_attempt_at) where status in ('pending', 'sending');
      create index outbox_failed on outbox (created_at) where status = 'failed';
      create index outbox_organization on outbox (organization_id);
      grant select, insert, update on outbox to minasidor_app;
      call protect_tenant_table('outbox');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}

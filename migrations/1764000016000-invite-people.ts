import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Invitations (domain §8.5). The link's token stands here as a hash only. The last day is worked out from when the invitation was sent, in
 * Stockholm, and whether it has passed is asked of `day_is_left`: at use, by the database's clock, whatever jobs have run.
 */
export class InvitePeople1764000016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function day_is_left(last_day date, at timestamptz) returns boolean language sql immutable parallel safe
        as $$ select (at at time zone 'Europe/Stockholm')::date <= last_day $$;
      comment on function day_is_left(date, timestamptz) is 'true through the end of the day in Stockholm, also when it has 23 or 25 hours';

      create table invitation (
        id uuid primary key, organization_id uuid not null references organization,
        status text not null default 'skickad'
          check (status in ('skickad', 'vantar_pa_bekraftelse', 'accepterad', 'avbojd', 'avvisad', 'utgangen', 'aterkallad')),
        email text not null check (length(email) <= 254), name text not null check (length(name) between 2 and 120), phone text,
        title text not null default '' check (length(title) <= 100), roles jsonb not null default '[]',
        identifier_enc bytea, identifier_key_id text, identifier_lookup bytea,
        token_hash bytea not null unique, web_view_token_hash bytea not null unique,
        invited_by uuid not null references person, resend_of uuid unique references invitation,
        sent_at timestamptz not null default now(),
        valid_through date not null generated always as ((sent_at at time zone 'Europe/Stockholm')::date + 14) stored,
        signed_at timestamptz, signed_name text, accepted_by uuid references person, signature_id uuid, signature_order_id uuid,
        confirm_through date generated always as ((signed_at at time zone 'Europe/Stockholm')::date + 14) stored,
        ended_at timestamptz, reminded_at timestamptz, bounced_at timestamptz, renewal_asked_at timestamptz, version int not null default 1,
        check ((identifier_enc is null) = (identifier_lookup is null) and (identifier_enc is null) = (identifier_key_id is null)),
        check (status not in ('vantar_pa_bekraftelse', 'accepterad', 'avvisad') or (accepted_by is not null and signed_at is not null))
      );
      comment on column invitation.accepted_by is 'who signed; a member only when the status is accepterad';
      create unique index invitation_open_once on invitation (organization_id, lower(email)) where status in ('skickad', 'vantar_pa_bekraftelse');
      create index invitation_list on invitation (organization_id, id desc);
      create index invitation_sent on invitation (organization_id, sent_at);
      create index invitation_due on invitation (coalesce(confirm_through, valid_through)) where status in ('skickad', 'vantar_pa_bekraftelse');
      create index invitation_signer on invitation (organization_id, accepted_by) where status = 'vantar_pa_bekraftelse';
      grant select, insert, update on invitation to minasidor_app;
      call protect_tenant_table('invitation', 'false');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table invitation; drop function day_is_left');
  }
}

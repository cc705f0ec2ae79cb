import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signatures with an e-ID: what an order asks somebody to sign, what was signed with its evidence, and the one use of it. What was signed is
 * written once: the application may neither change nor remove it, and a trigger says the same to everybody else. Only the seal of the evidence
 * may be renewed, when the keys are.
 */
export class KeepWhatIsSigned1764000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eid_order add request_enc bytea, add request_key_id text,
        add constraint eid_order_request check (((purpose = 'sign') = (request_enc is not null)) and ((request_enc is null) = (request_key_id is null)));

      create table signature (
        id uuid primary key, order_id uuid not null unique, provider text not null check (provider in ('bankid', 'freja')),
        person_id uuid not null references person, known_signer boolean not null, organization_id uuid references organization,
        intent text not null check (length(intent) between 1 and 100), subject_type text not null check (length(subject_type) between 1 and 60),
        subject_id text not null check (length(subject_id) between 1 and 100), title text not null check (length(title) between 1 and 120),
        visible_text text not null, hidden_text text not null, document text not null, document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
        name text not null, signed_at timestamptz not null, ip text not null, ocsp text, evidence_enc bytea not null, key_id text not null,
        created_at timestamptz not null default now()
      );
      comment on column signature.order_id is 'of eid_order, which is forgotten after a day';
      comment on column signature.evidence_enc is 'the signature as the provider delivered it, with a digest of these facts; sealed, as it holds the personnummer';
      create index signature_person on signature (person_id, id desc);
      create index signature_organization on signature (organization_id);
      create table signature_use (
        signature_id uuid primary key references signature, used_at timestamptz not null default now(), used_by uuid references person
      );
      grant select, insert on signature, signature_use to minasidor_app;
      grant update (evidence_enc, key_id) on signature to minasidor_app;
      call protect_personal_table('signature', '(select app_scope()) = ''staff'' or person_id = (select app_person())');
      call protect_personal_table('signature_use', 'exists (select from signature s where s.id = signature_id)');

      create function refuse_to_rewrite() returns trigger language plpgsql as
        $$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;
      create function refuse_all_but_a_new_seal() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - 'evidence_enc' - 'key_id' is distinct from to_jsonb(old) - 'evidence_enc' - 'key_id' then
          raise exception 'signature is append-only' using errcode = 'integrity_constraint_violation';
        end if;
        return new;
      end $$;
      create trigger sealed_anew before update on signature for each row execute function refuse_all_but_a_new_seal();
      create trigger written_once before delete or truncate on signature execute function refuse_to_rewrite();
      create trigger written_once before update or delete or truncate on signature_use execute function refuse_to_rewrite();

      -- Whoever holds the browser's cookie may use the signature it was given for, also before there is a session or in another's context.
      create function signed_in_browser(an_order uuid, a_browser bytea) returns json language sql stable set app.scope = 'system' as $$
        select json_build_object('status', e.status, 'signature', (
            select json_build_object('id', s.id, 'personId', s.person_id, 'knownSigner', s.known_signer, 'intent', s.intent, 'subjectType', s.subject_type,
              'subjectId', s.subject_id, 'sha256', s.document_sha256, 'name', s.name, 'provider', s.provider, 'signedAt', s.signed_at)
            from signature s where s.order_id = e.id))
        from eid_order e where e.id = $1 and e.browser_hash = $2 and e.purpose = 'sign' and e.expires_at > now() $$;
      create function use_signature(a_signature uuid, a_person uuid) returns boolean language sql set app.scope = 'system' as $$
        with used as (insert into signature_use (signature_id, used_by) values ($1, $2) on conflict do nothing returning 1)
        select exists (select from used) $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function use_signature; drop function signed_in_browser;
      drop table signature_use; drop table signature; drop function refuse_to_rewrite; drop function refuse_all_but_a_new_seal;
      delete from eid_order where purpose = 'sign';
      alter table eid_order drop constraint eid_order_request, drop column request_enc, drop column request_key_id;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STAFF = `'handlaggare', 'beslutsfattare', 'ekonom', 'regionhandlaggare', 'kansli'`;
const PARTIES = `'part_ag', 'part_at'`;

/**
 * The two parties of a region, employers and employees (domain §7, §10.2): both approve, each for itself, so nobody is both of them in one
 * region at one time (§13:17).
 */
export class AppointParties1764000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists btree_gist;
      alter table staff_grant drop constraint staff_grant_role_check, drop constraint staff_grant_region,
        add constraint staff_grant_role_check check (role in (${STAFF}, ${PARTIES})),
        add constraint staff_grant_region check ((role in ('regionhandlaggare', ${PARTIES})) = (region_code is not null)),
        add constraint staff_grant_one_party exclude using gist
          (person_id with =, region_code with =, role with <>, tstzrange(valid_from, valid_to) with &&) where (role in (${PARTIES}));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from staff_grant where role in (${PARTIES});
      alter table staff_grant drop constraint staff_grant_one_party, drop constraint staff_grant_region, drop constraint staff_grant_role_check,
        add constraint staff_grant_role_check check (role in (${STAFF})),
        add constraint staff_grant_region check ((role = 'regionhandlaggare') = (region_code is not null));
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who does not see every case of the organisation walks her own newest first: those she made, is responsible for or is contact of.
 * In that order a page ends after a page, whoever has twenty cases or twenty thousand.
 */
export class WalkOwnCasesInOrder1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index insats_created_by; drop index insats_responsible; drop index insats_contact;
      create index insats_created_by on insats (created_by, period_id, sort_no desc, id desc);
      create index insats_responsible on insats (responsible_person_id, period_id, sort_no desc, id desc);
      create index insats_contact on insats (contact_person_id, period_id, sort_no desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index insats_created_by; drop index insats_responsible; drop index insats_contact;
      create index insats_created_by on insats (created_by, period_id);
      create index insats_responsible on insats (responsible_person_id, period_id);
      create index insats_contact on insats (contact_person_id, period_id);
    `);
  }
}

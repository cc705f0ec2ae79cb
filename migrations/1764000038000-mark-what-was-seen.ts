import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message is drawn its id when it is written and seen when it is committed: which transaction wrote it tells whether a page can have shown it. */
export class MarkWhatWasSeen1764000038000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notification add column written_in xid8;
      alter table notification alter column written_in set default pg_current_xact_id();
      comment on column notification.written_in is 'the transaction that wrote it; null for those of before this was remembered';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notification drop column written_in');
  }
}

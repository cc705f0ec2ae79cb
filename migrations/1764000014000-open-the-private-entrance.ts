import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The private entrance (A3): a log-in belongs to one of two doors from its start, and a session may act for nobody but the person. */
export class OpenThePrivateEntrance1764000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eid_order add column entrance text not null default 'employer' check (entrance in ('employer', 'private'));
      alter table session drop constraint session_context_check;
      alter table session add constraint session_context_check check (context in ('none', 'employer', 'staff', 'private'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      delete from session where context = 'private';
      alter table session drop constraint session_context_check;
      alter table session add constraint session_context_check check (context in ('none', 'employer', 'staff'));
      alter table eid_order drop column entrance;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a new invitation has been asked for: the administrators hear of it three times, not every day until the invitation is erased. */
export class CountWhoAsksAnew1764000040100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation add column renewals_asked smallint not null default 0;
      comment on column invitation.renewals_asked is
        'how often a new one was asked for, by this link or an older one of the same address; the administrators have been told each time';
      select set_config('app.scope', 'system', true);
      update invitation set renewals_asked = 1 where renewal_asked_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invitation drop column renewals_asked');
  }
}

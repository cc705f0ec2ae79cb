import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The applicant may be told of a region's decision by sms besides the mail (K6, K7). */
export class TellDecisionsBySms1764000027000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table connection_request drop constraint connection_request_notified_via_check,
        add constraint connection_request_notified_via_check check (notified_via in ('email', 'email_sms', 'phone'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      update connection_request set notified_via = 'email' where notified_via = 'email_sms';
      alter table connection_request drop constraint connection_request_notified_via_check,
        add constraint connection_request_notified_via_check check (notified_via in ('email', 'phone'));
    `);
  }
}

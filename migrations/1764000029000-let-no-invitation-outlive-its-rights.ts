import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an invitation needs to know of what changed after it was sent. */
export class LetNoInvitationOutliveItsRights1764000029000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation add column unbacked boolean not null default false;
      comment on column invitation.unbacked is 'the inviter could not give the rights any longer when it was signed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invitation drop column unbacked');
  }
}

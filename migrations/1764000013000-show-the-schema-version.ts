import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The application may tell which migration the database has, on the operations page. */
export class ShowTheSchemaVersion1764000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant select on migration to minasidor_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select on migration from minasidor_app');
  }
}

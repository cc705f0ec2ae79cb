import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has accepted is known by the signature: the personnummer that the invitation was sent to has done its work, also in the older ones (decision 0032). */
export class ForgetNumbersOfWhoCame1764000045100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      update invitation set identifier_enc = null, identifier_key_id = null, identifier_lookup = null
        where status = 'accepterad' and identifier_enc is not null;
    `);
  }

  /** What is erased does not come back. */
  async down(): Promise<void> {}
}

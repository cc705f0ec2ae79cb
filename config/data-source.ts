import type { DataSourceOptions } from 'typeorm';
import type { Env } from './env.js';

/** The role every request runs as: owns no table and cannot bypass row-level security. */
export const APP_ROLE = 'minasidor_app';

/** The application's connection. Every wait has a limit, so a dead or busy database gives 503, not a hanging page. */
export function appDataSource(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL'>, name: string): DataSourceOptions {
  return {
    type: 'postgres',
    url: env.DATABASE_URL,
    synchronize: false,
    logging: false,
    applicationName: name,
    installExtensions: false,
    poolSize: env.DATABASE_POOL,
    extra: {
      options: `-c role=${APP_ROLE} -c timezone=UTC -c statement_timeout=15000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=20000`,
      connectionTimeoutMillis: 8000,
      keepAlive: true,
    },
  };
}

/** The migration step's connection: the owner of the tables. */
export function migrationDataSource(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    applicationName: 'migrate',
    installExtensions: false,
    migrations: [`${process.cwd()}/migrations/*.ts`],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
  };
}

import { type DataSourceOptions, DefaultNamingStrategy } from 'typeorm';
import type { Env } from './env.js';

/** The role every request runs as: owns no table and cannot bypass row-level security. */
export const APP_ROLE = 'minasidor_app';

/** Columns are snake_case in SQL and camelCase in code. */
class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string): string {
    return customName || propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** The application's connection. Every wait has a limit, so a dead or busy database gives 503, not a hanging page. */
export function appDataSource(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL'>, name: string): DataSourceOptions {
  return {
    type: 'postgres',
    url: env.DATABASE_URL,
    synchronize: false,
    logging: false,
    namingStrategy: new SnakeCaseColumns(),
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

import { Socket } from 'node:net';
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

/** Longest silence in the middle of a statement: a page must be answered within ten seconds, a job or command may take a minute. */
const PATIENCE_MS = { web: 9_000, others: 60_000 };

/**
 * The application's connection. A page from anywhere costs what the next one costs, as on SSD: by the server's default, made for turning discs,
 * whoever has thousands of insatser of her own gets them all gathered and sorted for one page (test/performance/plans.spec.ts). Every wait has a limit, so a dead, busy or silent database gives 503, not a hanging page: the server
 * ends a statement just before we give up the connection, and an idle one is closed before that too.
 */
export function appDataSource(env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL'>, name: string): DataSourceOptions {
  const patience = name === 'web' ? PATIENCE_MS.web : PATIENCE_MS.others;
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
      options: `-c role=${APP_ROLE} -c timezone=UTC -c statement_timeout=${patience - 500} -c lock_timeout=8000 -c idle_in_transaction_session_timeout=20000 -c random_page_cost=1.1`,
      connectionTimeoutMillis: 8000,
      idleTimeoutMillis: 8000,
      keepAlive: true,
      stream: () => impatientSocket(patience),
    },
  };
}

/** A socket that breaks when nothing has come or gone for so long: without it a silent network keeps every caller waiting for hours. */
function impatientSocket(ms: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(ms, () => socket.destroy(Object.assign(new Error('PostgreSQL svarar inte'), { code: 'ETIMEDOUT' })));
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

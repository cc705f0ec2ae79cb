// node statements.mjs: prints the statements of the product's overview, taken from its own code, so that the bare handler runs exactly the same.
import 'reflect-metadata';
import { SESSION_COOKIE } from '../dist/src/auth/index.js';
import { InsatsPages } from '../dist/src/insatser/insats-pages.service.js';
import { Db } from '../dist/src/kernel/db.js';
import { AccessReader } from '../dist/src/memberships/index.js';

const recorded = [];
const pool = {
  query: async ({ name, text, values }) => {
    recorded.push({ name, text, values: values.map((value) => (Buffer.isBuffer(value) ? 'HASH' : value)) });
    return { rows: [{ r: null }] };
  },
};
const db = new Db({ driver: { master: pool } });

/** Who asks, by the session's hash. */
await new AccessReader(db, null, { SESSION_IDLE_MINUTES: 30 }).read({ cookies: { [SESSION_COOKIE]: 'x' } });
/** The page, for someone who sees all of the organisation's insatser; without an answer it says that the period is missing. */
const actor = { context: 'employer', organizationId: 'ORGANIZATION', personId: 'PERSON', permissions: new Set(['insats:read-all']) };
await new InsatsPages(db).overview(actor).catch(() => undefined);

process.stdout.write(JSON.stringify(recorded));

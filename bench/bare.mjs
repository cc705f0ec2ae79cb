// The measure of what is possible: Fastify, pg and the product's own statements, without the product. Checks only that there is a session.
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const { DATABASE_URL, PORT, STATEMENTS } = process.env;
const [access, overview] = JSON.parse(STATEMENTS);
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  application_name: 'bare',
  max: 8,
  options: '-c role=minasidor_app -c timezone=UTC',
});
const ask = async ({ name, text, values }, given) => {
  const { rows } = await pool.query({ name, text, values: values.map((value) => given[value] ?? value) });
  return rows[0].r;
};

const app = Fastify();
app.get('/api/v1/overview', async (request, reply) => {
  const id = /(?:^|; )__Host-ms=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = await ask(access, { HASH: createHash('sha256').update(String(id)).digest() });
  if (!session?.member) return reply.code(401).send({});
  const page = await ask(overview, { ORGANIZATION: session.organization.id, PERSON: session.personId });
  return reply.type('application/json; charset=utf-8').send(page);
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });

import type { FastifyInstance } from 'fastify';

/** Sends a resource's version as its ETag, the value an edit gives back in If-Match. A hook, since an interceptor costs every request of its controller. */
export function tagVersions(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, body: { version?: unknown }, done) => {
    if (typeof body.version === 'number') void reply.header('etag', `"${body.version}"`);
    done(null, body);
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { kernelProblem } from './kernel/problem.js';

const YEAR = 'public, max-age=31536000, immutable';

/** Serves the built web client: hashed files for a year, its page for every address that is not the API's. */
export async function serveClient(app: NestFastifyApplication, folder = resolve('dist-web')): Promise<void> {
  const page = join(folder, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : null;
  if (html) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      globIgnore: ['**/index.html', '.vite/**'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', path.startsWith(join(folder, 'assets')) ? YEAR : 'public, max-age=3600');
      },
    });
  }
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    // What stands behind a secret address belongs in no search engine.
    if (path.startsWith('/inbjudan/')) void reply.header('x-robots-tag', 'noindex, nofollow');
    const isPage = html !== null && !/^\/(?:api|health)(?:\/|$)/i.test(path) && !path.split('/').at(-1)!.includes('.');
    if (!isPage) throw kernelProblem('not-found');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  });
}

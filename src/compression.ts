import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const WORTH_IT = 1_024;
const LONGEST = 262_144;
// Small windows: a compressor's memory costs more than its work on a few kilobytes.
const FAST_BROTLI = { chunkSize: 8_192, params: { [constants.BROTLI_PARAM_QUALITY]: 2, [constants.BROTLI_PARAM_LGWIN]: 14 } };
const FAST_GZIP = { chunkSize: 8_192, level: 4, memLevel: 5, windowBits: 13 };
const accepts = (name: string) => new RegExp(`(?:^|[,\\s])${name}(?!\\s*;\\s*q=0(?:\\.0*)?(?:[,\\s]|$))(?=[;,\\s]|$)`);
const [BROTLI, GZIP] = [accepts('br'), accepts('gzip')];

/**
 * Compresses the API's answers in one call: they are short texts, and a stream for each takes longer than all the rest of the answer
 * (docs/performance.md). What is longer, and files, are left to the plugin that streams.
 */
export function compressTexts(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT || payload.length > LONGEST) return done(null, payload);
    const accepted = request.headers['accept-encoding'] ?? '';
    const encoding = BROTLI.test(accepted) ? 'br' : GZIP.test(accepted) ? 'gzip' : null;
    void reply.header('vary', 'accept-encoding');
    if (encoding === null) return done(null, payload);
    void reply.header('content-encoding', encoding);
    done(null, encoding === 'br' ? brotliCompressSync(payload, FAST_BROTLI) : gzipSync(payload, FAST_GZIP));
  });
}

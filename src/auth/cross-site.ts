import type { FastifyRequest } from 'fastify';
import { kernelProblem } from '../kernel/problem.js';
import { sameSecret } from './secrets.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const JSON_BODY = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;

/** True for methods that may change something. */
export const isUnsafe = (method: string): boolean => !SAFE.has(method);

/**
 * The first checks of every request that may change something, in this order: Sec-Fetch-Site, or without it Origin, or without
 * that Referer, must say that the request comes from our own pages (403); what is sent must be JSON (415).
 */
export function refuseCrossSite(request: FastifyRequest, publicOrigin: string): void {
  if (!isUnsafe(request.method)) return;
  if (!isOwnPage(request, publicOrigin)) throw kernelProblem('cross-site');
  refuseOtherThanJson(request);
}

/** What is sent must be JSON in UTF-8 (415). */
export function refuseOtherThanJson(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (type === undefined ? hasBody : !JSON_BODY.test(type)) throw kernelProblem('unsupported-media-type');
}

/** The last check: the token that only our own pages could read, compared in constant time (403). */
export function refuseWithoutToken(request: FastifyRequest, token: string): void {
  if (!sameSecret(request.headers['x-csrf-token'], token)) throw kernelProblem('cross-site');
}

function isOwnPage({ headers }: FastifyRequest, publicOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (headers.origin !== undefined) return headers.origin === publicOrigin;
  return URL.parse(headers.referer ?? '')?.origin === publicOrigin;
}

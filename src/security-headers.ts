import type { Env } from '../config/env.js';

const PAGES_NEED = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  // A mail with made-up contents (mails.controller), which is shut in on both sides.
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

/**
 * What every answer forbids the browser, written once: everything that our pages do not need. The set is Helmet's, without its work
 * for each request (docs/performance.md).
 */
export function securityHeaders(env: Pick<Env, 'PUBLIC_ORIGIN'>): Readonly<Record<string, string>> {
  const https = env.PUBLIC_ORIGIN.startsWith('https:');
  return {
    'content-security-policy': [...PAGES_NEED, ...(https ? ['upgrade-insecure-requests'] : [])].join(';'),
    ...(https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'x-xss-protection': '0',
  };
}

import { createHmac } from 'node:crypto';
import type { Env } from '../../config/env.js';
import { type Launch, returnAddress } from './eid.launch.js';

const ACTION = 'bindUserToTransaction';
/** What leads to Freja's app: the references are standard base64, whose plus and equals signs must be encoded (identity §2.6). */
const APP = `frejaeid://${ACTION}`;
const HOSTS = { production: 'app.prod.frejaeid.com', test: 'app.test.frejaeid.com', simulator: 'app.test.frejaeid.com' } as const;

/** What Freja gave for an order. The secret only when a moving QR code was asked for and given; it never leaves the server. */
export interface FrejaSecrets {
  /** authRef of an identification, signRef of a signature: each has its own addresses. */
  ref: string;
  kind: 'authentication' | 'sign';
  qrCodeSecret?: string;
  /** Asked of a person by number: Freja tells that person's app, and there is no code to scan. */
  pushed?: true;
}

/**
 * The text of the QR code: Freja's own link with the order's reference, or, with a secret, one that is new each second, where `seconds` is
 * whole seconds since Freja's answer came.
 */
export function frejaQr(env: Pick<Env, 'FREJA_ENV'>, { ref, qrCodeSecret }: FrejaSecrets, seconds: number): string {
  if (!qrCodeSecret) return `${APP}?transactionReference=${encodeURIComponent(ref)}`;
  const code = createHmac('sha256', qrCodeSecret).update(String(seconds), 'ascii').digest('base64url');
  const host = HOSTS[env.FREJA_ENV ?? 'production'];
  return `https://${host}/freja?action=${ACTION}&transactionReference=${encodeURIComponent(`${ref}.${seconds}.${code}`)}`;
}

/** The links that open the app on the same device and lead back afterwards. The simulated app is a web page. */
export function frejaLaunch(env: Env, { ref }: FrejaSecrets, userAgent: string | null): Launch {
  const back = returnAddress(env.PUBLIC_ORIGIN, userAgent ?? '') ?? `${env.PUBLIC_ORIGIN}/`;
  const query = `transactionReference=${encodeURIComponent(ref)}&originAppScheme=${encodeURIComponent(back)}`;
  const simulated = env.FREJA_ENV === 'simulator' && env.FREJA_APP_LAUNCH_BASE;
  const link = simulated ? `${env.FREJA_APP_LAUNCH_BASE}?action=${ACTION}&${query}` : `${APP}?${query}`;
  return { universal: link, scheme: link };
}

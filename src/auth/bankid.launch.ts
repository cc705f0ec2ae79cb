import type { Env } from '../../config/env.js';
import { type Launch, returnAddress } from './eid.launch.js';
import type { OrderRow } from './eid-order.js';

/** Browsers of telephones that are seldom the one an address opens in there, and the windows that other apps have. */
const BESIDE =
  /CriOS|FxiOS|EdgiOS|OPT\/|OPiOS|DuckDuckGo|Ddg\/|GSA\/|FBA[NV]|Instagram|SamsungBrowser|EdgA\/|; wv\)|Mobile.*(?:Firefox|OPR)\//;

/**
 * Whether an address that the app opens is likely to open in this browser: else the person could not come back to it (identity §1.5), and a
 * log-in begun there is not asked to. On computers it is asked of every browser; where the address opens in another, the QR code is left.
 */
export const opensThisBrowser = (userAgent: string): boolean =>
  !BESIDE.test(userAgent) && (!/iPhone|iPad|iPod/.test(userAgent) || /Version\//.test(userAgent));

/** The links for one order. The simulated app is a web page and gets both. The token stands in no address of ours. */
export function launchLinks(
  env: Env,
  autoStartToken: string,
  { userAgent, awaitsReturn }: Pick<OrderRow, 'userAgent' | 'awaitsReturn'>,
): Launch {
  // Where the app leads back by the order itself, it is not told another way.
  const back = awaitsReturn ? null : returnAddress(env.PUBLIC_ORIGIN, userAgent ?? '');
  const query = `autostarttoken=${autoStartToken}&redirect=${back === null ? 'null' : encodeURIComponent(back)}`;
  if (env.BANKID_ENV === 'simulator' && env.BANKID_APP_LAUNCH_BASE) {
    const link = `${env.BANKID_APP_LAUNCH_BASE}?${query}`;
    return { universal: link, scheme: link };
  }
  return { universal: `https://app.bankid.com/?${query}`, scheme: `bankid:///?${query}` };
}

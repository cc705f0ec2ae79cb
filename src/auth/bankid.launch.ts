import type { Env } from '../../config/env.js';
import { type Launch, returnAddress } from './eid.launch.js';

/** The links for one order. The simulated app is a web page and gets both. The token stands in no address of ours. */
export function launchLinks(env: Env, autoStartToken: string, userAgent: string | null): Launch {
  const back = returnAddress(env.PUBLIC_ORIGIN, userAgent ?? '');
  const query = `autostarttoken=${autoStartToken}&redirect=${back === null ? 'null' : encodeURIComponent(back)}`;
  if (env.BANKID_ENV === 'simulator' && env.BANKID_APP_LAUNCH_BASE) {
    const link = `${env.BANKID_APP_LAUNCH_BASE}?${query}`;
    return { universal: link, scheme: link };
  }
  return { universal: `https://app.bankid.com/?${query}`, scheme: `bankid:///?${query}` };
}

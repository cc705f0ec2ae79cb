import type { Env } from '../../config/env.js';

/** Links that open the BankID app on the same device: an ordinary address for phones, the app's own scheme for computers. */
export interface Launch {
  universal: string;
  scheme: string;
}

/** Whether the browser's own words say telephone or tablet. */
export const isMobile = (userAgent: string | null): boolean => /Android|iPhone|iPad|iPod|Mobile/i.test(userAgent ?? '');

/** The links for one order. The simulated app is a web page and gets both. The token stands in no address of ours. */
export function launchLinks(env: Env, autoStartToken: string, userAgent: string | null): Launch {
  const query = `autostarttoken=${autoStartToken}&redirect=${redirect(env.PUBLIC_ORIGIN, userAgent ?? '')}`;
  if (env.BANKID_ENV === 'simulator' && env.BANKID_APP_LAUNCH_BASE) {
    const link = `${env.BANKID_APP_LAUNCH_BASE}?${query}`;
    return { universal: link, scheme: link };
  }
  return { universal: `https://app.bankid.com/?${query}`, scheme: `bankid:///?${query}` };
}

/** Where the app leads back to: phones whose system does not by itself return to the browser need its address (identity §1.5). */
function redirect(origin: string, userAgent: string): string {
  const back = `${origin}/#initiated=true`;
  if (!/iPhone|iPad|iPod/.test(userAgent)) return 'null';
  if (userAgent.includes('CriOS')) return encodeURIComponent('googlechrome://');
  if (userAgent.includes('FxiOS')) return encodeURIComponent('firefox://');
  if (userAgent.includes('OPT/')) return encodeURIComponent(back.replace(/^http/, 'touch-http'));
  return encodeURIComponent(back);
}

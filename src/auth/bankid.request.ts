import { operator } from '../../config/operator.js';
import type { StartRequest } from './bankid.client.js';
import type { Browser } from './eid.provider.js';
import type { Signing } from './signing.js';

/** What the app shows before the security code is entered (identity §1.7.8). Nothing that a user has written goes in here. */
export const LOG_IN_TEXT =
  `# Logga in på ${operator.productName}\nDu legitimerar dig hos ${operator.name}.\n\n` +
  'Logga bara in om du själv har startat inloggningen. Om någon har ringt dig och bett dig logga in – avbryt.';

/**
 * BankID's order for a log-in: any person. With a `nonce` the app opens our page with it; it stands behind the #, so that neither our log nor
 * anybody between us reads it.
 */
export const logInRequest = (publicOrigin: string, browser: Browser, nonce: string | null): StartRequest => ({
  ...startRequest(publicOrigin, browser),
  ...(nonce === null ? {} : { returnUrl: `${publicOrigin}/bankid/retur#n=${nonce}` }),
  userVisibleData: base64(LOG_IN_TEXT),
});

/** BankID's order for a signature: only the person who is to sign, where that is known. */
export function signRequest(publicOrigin: string, browser: Browser, { visible, hidden, signer }: Signing): StartRequest {
  const request = startRequest(publicOrigin, browser);
  return {
    ...request,
    userVisibleData: base64(visible),
    userNonVisibleData: base64(hidden),
    requirement: { ...request.requirement, ...(signer ? { personalNumber: signer.personalNumber } : {}) },
  };
}

/** Secure start only, refused when BankID sees more than moderate risk. */
const startRequest = (publicOrigin: string, { ip, userAgent, deviceIdentifier }: Browser): Omit<StartRequest, 'userVisibleData'> => ({
  endUserIp: ip.replace(/^::ffff:(?=\d+\.)/i, ''),
  userVisibleDataFormat: 'simpleMarkdownV1',
  returnRisk: true,
  requirement: { risk: 'moderate' },
  web: {
    referringDomain: new URL(publicOrigin).hostname,
    ...(userAgent ? { userAgent } : {}),
    ...(deviceIdentifier ? { deviceIdentifier } : {}),
  },
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

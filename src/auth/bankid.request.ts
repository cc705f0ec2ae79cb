import { operator } from '../../config/operator.js';
import type { AuthRequest } from './bankid.client.js';
import type { Browser } from './eid.provider.js';

/** What the app shows before the security code is entered (identity §1.7.8). Nothing that a user has written goes in here. */
export const LOG_IN_TEXT =
  `# Logga in på ${operator.productName}\nDu legitimerar dig hos ${operator.name}.\n\n` +
  'Logga bara in om du själv har startat inloggningen. Om någon har ringt dig och bett dig logga in – avbryt.';

/** BankID's order for a log-in: any person, secure start only, refused when BankID sees more than moderate risk. */
export function logInRequest(publicOrigin: string, { ip, userAgent, deviceIdentifier }: Browser): AuthRequest {
  return {
    endUserIp: ip.replace(/^::ffff:(?=\d+\.)/i, ''),
    userVisibleData: Buffer.from(LOG_IN_TEXT).toString('base64'),
    userVisibleDataFormat: 'simpleMarkdownV1',
    returnRisk: true,
    requirement: { risk: 'moderate' },
    web: {
      referringDomain: new URL(publicOrigin).hostname,
      ...(userAgent ? { userAgent } : {}),
      ...(deviceIdentifier ? { deviceIdentifier } : {}),
    },
  };
}

import { operator } from '../../config/operator.js';
import type { Browser } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import type { FrejaAuthRequest, FrejaSignRequest } from './freja.client.js';
import type { Signing } from './signing.js';

const attributesToReturn = ['BASIC_USER_INFO', 'SSN', 'REGISTRATION_LEVEL'].map((attribute) => ({ attribute }));
const anybody = { userInfoType: 'INFERRED', userInfo: 'N/A' } as const;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Freja's order for a log-in: any person with a Freja eID+ (identity §2.2). */
export const frejaIdentification = ({ ip, userAgent }: Browser, mode: OrderRow['mode'], moving: boolean): FrejaAuthRequest => ({
  ...anybody,
  minRegistrationLevel: 'PLUS',
  attributesToReturn,
  userConfirmationMethod: 'DEFAULT',
  originDeviceDetails: {
    userIpAddress: ip.replace(/^::ffff:(?=\d+\.)/i, ''),
    ...(userAgent ? { userAgent } : {}),
    flowType: mode === 'qr' ? 'ANOTHER_DEVICE' : 'SAME_DEVICE',
  },
  ...(moving ? { useDynamicQrCode: true } : {}),
});

/** Freja's order for a signature (identity §2.4): sent to the person who is to sign, or for whoever scans the code. */
export function frejaSignature({ title, visible, hidden, signer }: Signing, moving: boolean): FrejaSignRequest {
  const person = signer && {
    userInfoType: 'SSN' as const,
    userInfo: base64(JSON.stringify({ country: 'SE', ssn: signer.personalNumber })),
  };
  return {
    ...(person ?? anybody),
    minRegistrationLevel: 'PLUS',
    attributesToReturn,
    title,
    pushNotification: { title: operator.productName, text: 'En underskrift väntar i Freja-appen.' },
    dataToSignType: 'EXTENDED_UTF8_TEXT',
    dataToSign: { text: base64(visible), binaryData: base64(hidden) },
    signatureType: 'EXTENDED',
    ...(moving && !person ? { useDynamicQrCode: true } : {}),
  };
}

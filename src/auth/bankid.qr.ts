import { createHmac } from 'node:crypto';

/** The animated QR code's text: `seconds` is whole seconds since BankID's answer to `/auth` came. Made on the server, new each second. */
export function bankIdQr(order: { qrStartToken: string; qrStartSecret: string }, seconds: number): string {
  const code = createHmac('sha256', order.qrStartSecret).update(String(seconds), 'ascii').digest('hex');
  return `bankid.${order.qrStartToken}.${seconds}.${code}`;
}

import type { Person } from '../persons.ts';
import type { CompletionData, Order } from './order.ts';

/**
 * The signature and the OCSP answer of a completed order. They are stand-ins that no verification accepts: base64 of
 * a text that says what it stands for. Everything real ones are built from (order, person) already arrives here.
 */
export function evidence(order: Order, person: Person): Pick<CompletionData, 'signature' | 'ocspResponse'> {
  const subject = `${order.kind} ${order.orderRef} av ${person.personalNumber}`;
  return { signature: base64(`<!-- simulerad underskrift: ${subject} -->`), ocspResponse: base64(`simulerat OCSP-svar: ${subject}`) };
}

const base64 = (value: string) => Buffer.from(value).toString('base64');

import type { NewMessage } from './mail.js';

/** An sms in the outbox; `to` in E.164. */
export type NewSms = NewMessage;

/** A registered template, as the worker and the operations page see it. */
export interface SmsTemplate {
  readonly name: string;
  readonly write: (payload: object, host: string) => string;
  readonly example: object;
}

/** Every sms of the modules that this process has loaded, by name. */
export const smsTemplates = new Map<string, SmsTemplate>();

/**
 * Registers a template of `<noun>.sms.ts` and gives the function that fills it, as `registerMail` does. `write` is pure; `host` is the
 * portal's own, for the last line that lets a phone fill in a code on that page only (identity §3.1).
 */
export function registerSms<P extends object>(
  name: string,
  write: (payload: P, host: string) => string,
  example: NoInfer<P>,
): (payload: P) => Pick<NewSms, 'template' | 'payload'> {
  if (smsTemplates.has(name)) throw new Error(`Sms-mallen ${name} finns två gånger.`);
  smsTemplates.set(name, { name, write: write as SmsTemplate['write'], example });
  return (payload) => ({ template: name, payload });
}

import { Refusal } from '../shared/http.ts';

/** What a caller asks to have sent, after validation. */
export interface SmsRequest {
  from: string;
  to: string;
  message: string;
  whendelivered?: string | undefined;
  /** 46elks is not to keep the text. */
  dontlog: boolean;
  dryrun: boolean;
  flashsms: boolean;
}

const E164 = /^\+[1-9]\d{6,14}$/;
const SENDER = /^[a-zA-Z][a-zA-Z0-9]{2,10}$/;
const yesNo = (value: string) => ['yes', 'no'].includes(value);

const FIELDS: Readonly<Record<string, (value: string) => boolean>> = {
  from: (value) => SENDER.test(value) || E164.test(value),
  to: (value) => E164.test(value),
  message: (value) => value.length > 0,
  whendelivered: (value) => /^https?:\/\//.test(value) && URL.canParse(value),
  dontlog: (value) => value === 'message',
  dryrun: yesNo,
  flashsms: yesNo,
};
const REQUIRED = ['from', 'to', 'message'];

/** The message of a posted form; refuses, in 46elks' manner, with a line of plain text. */
export function parseSms(contentType: string | undefined, body: string): SmsRequest {
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) throw refuse('Expected application/x-www-form-urlencoded');
  const form = new URLSearchParams(body);
  const missing = REQUIRED.find((name) => !form.has(name));
  if (missing) throw refuse(`Missing key ${missing}`);
  for (const [name, value] of form) {
    const allowed = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (!allowed || form.getAll(name).length > 1) throw refuse(`Unexpected key ${name}`);
    if (!allowed(value)) throw refuse(`Invalid value for ${name}`);
  }
  return {
    from: form.get('from')!,
    to: form.get('to')!,
    message: form.get('message')!,
    whendelivered: form.get('whendelivered') ?? undefined,
    dontlog: form.has('dontlog'),
    dryrun: form.get('dryrun') === 'yes',
    flashsms: form.get('flashsms') === 'yes',
  };
}

const refuse = (message: string) => new Refusal(400, 'badSms', message);

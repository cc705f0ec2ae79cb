import { isEmail } from 'class-validator';
import parsePhone from 'libphonenumber-js/max';
import { contactProblem } from './contact.problems.js';

export const contactKinds = ['email', 'mobile'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** An address or a number as it is used and as it is compared. */
export interface Target {
  kind: ContactKind;
  /** E-mail as written, number in E.164. */
  value: string;
  /** The same for every way of writing it. */
  key: string;
}

/** Reads what a person has written. Only mobiles of the named country codes get sms: others cost whoever pays for them (identity §3.1, §4.5). */
export function readTarget(kind: ContactKind, written: string, countries: readonly string[]): Target {
  if (kind === 'email') {
    if (!isEmail(written)) throw refused('not-an-email');
    const at = written.lastIndexOf('@');
    const value = `${written.slice(0, at)}@${written.slice(at + 1).toLowerCase()}`;
    return { kind, value, key: contactKey(value) };
  }
  const phone = parsePhone(written, 'SE');
  if (!phone?.isValid()) throw refused('not-a-mobile');
  if (!countries.includes(`+${phone.countryCallingCode}`)) throw refused('foreign-mobile');
  if (phone.getType() !== 'MOBILE') throw refused('not-a-mobile');
  return { kind, value: phone.number, key: contactKey(phone.number) };
}

/** The key of a value that is stored: its kind shows. */
export const contactKey = (value: string): string =>
  value.includes('@') ? `contact:email:${value.toLowerCase()}` : `contact:mobile:${value}`;

/** "070-174 06 05", "+47 406 12 345"; an e-mail address as it is. */
export function shownTarget(kind: ContactKind, value: string): string {
  const phone = kind === 'mobile' ? parsePhone(value) : undefined;
  if (!phone) return value;
  return phone.country === 'SE' ? phone.formatNational() : phone.formatInternational();
}

function refused(code: 'not-an-email' | 'not-a-mobile' | 'foreign-mobile') {
  return contactProblem(code, { errors: [{ path: 'value', code, message: contactProblem.title(code) }] });
}

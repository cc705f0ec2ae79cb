/** The only place that reads the process clock. Dates are Stockholm dates (`2024-04-29`), instants are Date. */
const ZONE = 'Europe/Stockholm';

/** The process's instant. Decisions about deadlines use the database's clock (`tx.now`) instead. */
export const now = (): Date => new Date();

/** The calendar day in Stockholm at an instant, ISO format. */
export function stockholmDate(at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** "14.32" in Stockholm. */
export function stockholmTime(at: Date): string {
  const t = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE);
  return `${String(t.hour).padStart(2, '0')}.${String(t.minute).padStart(2, '0')}`;
}

const longDay = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const days = { sv: longDay('sv-SE'), en: longDay('en-GB') } as const;

/** "9 december 2026": a day (ÅÅÅÅ-MM-DD) in running text (domain §5.2); lists and forms keep it as it is. */
export const dayText = (day: string, language: keyof typeof days = 'sv'): string => days[language].format(new Date(day));

/** "29 april 2026 kl. 14.32": an instant in Stockholm, in running text. */
export const momentText = (at: Date, language: keyof typeof days = 'sv'): string =>
  `${dayText(stockholmDate(at), language)} ${language === 'en' ? 'at' : 'kl.'} ${stockholmTime(at)}`;

/** True for a date that exists, written ÅÅÅÅ-MM-DD, from 1900 to 2199. */
export function isRealDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(19|2[01])\d\d-\d\d-\d\d$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}

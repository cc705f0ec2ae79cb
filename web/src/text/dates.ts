/** Dates and times on the screen and from the keyboard, in Stockholm. */

const months = ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'];

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });
const longDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'long' });
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });

/** Today in Stockholm, "2026-04-29". */
export const today = (at: Date = new Date()): string => isoDay.format(at);

/** "9 december 2026": a day (ÅÅÅÅ-MM-DD) in running text (§5.2); lists and forms keep it as it is. */
export const dayText = (day: string): string => longDay.format(new Date(`${day}T12:00:00Z`));

/** "14.35": hours and minutes in Stockholm (§5.2). */
export const timeText = (instant: string | Date): string => clock.format(new Date(instant)).replace(':', '.');

/** "29 april 2026 kl. 14.35" for prose and receipts. */
export const momentText = (instant: string): string => `${longDay.format(new Date(instant))} kl. ${timeText(instant)}`;

export type ParsedDate = { ok: true; date: string } | { ok: false; message: string };

/** Reads 2024-04-18 · 20240418 · 18/4 2024 · 18 april 2024; a date that does not exist is named (§11). */
export function parseDate(text: string): ParsedDate {
  const tidy = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(tidy);
  const slash = /^(\d{1,2})\/(\d{1,2})[ -]?(\d{4})$/.exec(tidy);
  const prose = /^(\d{1,2}) ([a-zåäö]{3,9})\.? (\d{4})$/.exec(tidy);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]].map(Number)
    : slash
      ? [slash[3], slash[2], slash[1]].map(Number)
      : prose
        ? [Number(prose[3]), months.findIndex((m) => m === prose[2] || m.slice(0, 3) === prose[2]) + 1, Number(prose[1])]
        : [0, 0, 0];
  if (!year || !month || !day) return { ok: false, message: 'Skriv datumet som år, månad och dag, till exempel 2026-04-18.' };
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900)
    return { ok: false, message: `${text.trim()} är inte ett datum som finns. Skriv till exempel 2026-04-18.` };
  return { ok: true, date: date.toISOString().slice(0, 10) };
}

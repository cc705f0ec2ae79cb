import { dayText, momentText, parseDate, timeText, today } from './dates';

describe('parseDate', () => {
  it.each(['2024-04-18', '20240418', '18/4 2024', '18/04-2024', '18 april 2024', '18 apr 2024', ' 18  April 2024 '])('reads %p', (text) => {
    expect(parseDate(text)).toEqual({ ok: true, date: '2024-04-18' });
  });

  it('names a date that does not exist', () => {
    expect(parseDate('2024-02-31')).toEqual({
      ok: false,
      message: '2024-02-31 är inte ett datum som finns. Skriv till exempel 2026-04-18.',
    });
    expect(parseDate('2025-02-29').ok).toBe(false);
    expect(parseDate('2024-02-29').ok).toBe(true);
  });

  it.each(['', 'i morgon', '18', '4/2024', '18 foo 2024', '24-04-18', '2024-13-01'])('refuses %p', (text) => {
    expect(parseDate(text).ok).toBe(false);
  });
});

describe('dates on the screen', () => {
  it('stand in Stockholm time, also across midnight and daylight saving', () => {
    expect(today(new Date('2026-04-28T22:30:00Z'))).toBe('2026-04-29');
    expect(timeText('2026-01-15T13:32:00Z')).toBe('14.32');
    expect(momentText('2026-04-29T12:35:00Z')).toBe('29 april 2026 kl. 14.35');
    expect(dayText('2026-12-09')).toBe('9 december 2026');
  });
});

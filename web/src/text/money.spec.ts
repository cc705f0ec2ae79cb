import { amountText, kronor, kronorOre, parseAmount } from './money';

const nbsp = '\u00a0';

describe('parseAmount', () => {
  it.each([
    ['25000', 2_500_000],
    ['25 000', 2_500_000],
    [`25${nbsp}000`, 2_500_000],
    ['25\u2009000', 2_500_000],
    ['25\u202f000', 2_500_000],
    ['25.000', 2_500_000],
    ['1.250.000', 125_000_000],
    ['25 000,00', 2_500_000],
    ['25 000,5', 2_500_050],
    ['25000.50', 2_500_050],
    ['25.000,50', 2_500_050],
    ['25 000 kr', 2_500_000],
    ['25 000 kronor', 2_500_000],
    ['25 000:-', 2_500_000],
    ['25:-', 2500],
    ['25:50', 2550],
    ['0,05', 5],
    ['1,00', 100],
    ['  500  ', 50_000],
    ['999 999 999,99', 99_999_999_999],
    ['0', 0],
  ])('reads %s', (text, ore) => {
    expect(parseAmount(text)).toEqual({ ok: true, ore });
  });

  it('refuses 1,000, which could be a thousand or one, and says how to write either', () => {
    expect(parseAmount('1,000')).toEqual({ ok: false, message: '1,000 kan betyda två saker. Skriv 1 000 eller 1,00.' });
    expect(parseAmount('1,000,000').ok).toBe(false);
  });

  it.each(['', 'Nej', '25 00', '2 5000', '25,', '1.2.3', '25..50', '-500', '1e5', '25,505', '1 000 000 000', '٣٤', '0x10'])(
    'refuses %p with a sentence that helps',
    (text) => {
      const parsed = parseAmount(text);
      expect(parsed.ok).toBe(false);
      expect(parsed).toHaveProperty('message', expect.stringMatching(/^[A-ZÅÄÖ0-9].*\.$/));
    },
  );

  it('reads back every amount it writes', () => {
    for (const ore of [0, 5, 99, 100, 2550, 2_500_000, 17_625_000, 2_928_863_900, 99_999_999_999])
      expect(parseAmount(amountText(ore))).toEqual({ ok: true, ore });
  });
});

describe('kronor', () => {
  it('writes thousands with no-break spaces and öre only when there are any', () => {
    expect(kronor(2_994_488_900)).toBe(`29${nbsp}944${nbsp}889${nbsp}kr`);
    expect(kronor(0)).toBe(`0${nbsp}kr`);
    expect(kronor(2_500_050)).toBe(`25${nbsp}000,50${nbsp}kr`);
    expect(kronor(-50_000)).toBe(`\u2212500${nbsp}kr`);
    expect(kronorOre(2_500_000)).toBe(`25${nbsp}000,00${nbsp}kr`);
  });
});

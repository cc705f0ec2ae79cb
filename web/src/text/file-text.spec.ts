import { textOf } from './file-text';

it('reads a file the way it was saved', async () => {
  const text = 'Namn;Behörighet – €\nÅsa;';
  const codes = (from: string, change: Readonly<Record<string, number>> = {}) =>
    [...from].map((sign) => change[sign] ?? sign.charCodeAt(0));
  const saved = {
    'CSV UTF-8': new TextEncoder().encode(`\ufeff${text}`),
    'UTF-8 without a mark': new TextEncoder().encode(text),
    'CSV (Windows-1252)': new Uint8Array(codes(text, { '–': 0x96, '€': 0x80 })),
    'Unicode-text (UTF-16)': new Uint16Array(codes(`\ufeff${text}`)),
  };
  for (const [how, bytes] of Object.entries(saved)) expect([how, await textOf(new Blob([bytes]))]).toEqual([how, text]);
});

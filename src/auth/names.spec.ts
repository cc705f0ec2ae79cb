import { displayName } from './names.js';

it.each([
  ['KIM VERSALSSON', 'Kim Versalsson'],
  ['ÅSA VON ESSEN-ÖSTRÖM', 'Åsa von Essen-Öström'],
  ["SEÁN O'BRIEN", "Seán O'Brien"],
  ['Anni Widdersjö', 'Anni Widdersjö'],
  ['Eva de la Gardie', 'Eva de la Gardie'],
  ['  Björn   Ärlig ', 'Björn Ärlig'],
  ['VAN DAMME', 'Van Damme'],
])('shows %s as %s', (name, shown) => {
  expect(displayName(name)).toBe(shown);
});

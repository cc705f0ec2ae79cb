import { meantAddress } from './address';

it.each([
  ['anna@gmial.com', 'anna@gmail.com'],
  [' Anna.Berg@GMAIL.CON ', 'Anna.Berg@gmail.com'],
  ['anna@gmial.con', 'anna@gmail.com'],
  ['anna@hotmial.com', 'anna@hotmail.com'],
  ['anna@foretag.cmo', 'anna@foretag.com'],
  ['åsa.öst@kommun.se', 'asa.ost@kommun.se'],
  ['Åsa@Kommun.se', 'Asa@Kommun.se'],
  ['a\u030asa@kommun.se', 'asa@kommun.se'],
  ['ärla@gmal.com', 'arla@gmail.com'],
])('asks whether %s should be %s', (written, meant) => expect(meantAddress(written)).toBe(meant));

it.each(['', 'anna', 'anna@', 'anna@gmail', 'anna@gmail.c', 'anna@gmail.co', 'anna@gmail.com', 'Anna@Gmail.com', 'anna@hotmail.co.uk'])(
  'asks nothing of %s',
  (written) => expect(meantAddress(written)).toBeNull(),
);

it.each(['anna@kommun.se', 'anna@bolåneverket.se', 'anna@live.se', 'a@b@gmial.com', 'anna@mail.gmial.com', 'anna@hotmail.se'])(
  'nor of %s',
  (written) => expect(meantAddress(written)).toBeNull(),
);

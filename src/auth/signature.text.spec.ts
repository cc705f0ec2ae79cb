import { signatureText } from './signature.text.js';

const lines = (text: string): string[] => text.split('\n').slice(0, -2);

it('is a heading, paragraphs and named points, and ends with a warning', () => {
  const text = signatureText(
    'Acceptera inbjudan',
    [{ text: 'Jag accepterar.' }, { label: 'Organisation', value: 'Exempel kommun' }],
    'markdown',
  );
  expect(lines(text)).toEqual(['# Acceptera inbjudan', 'Jag accepterar.', '+ Organisation: Exempel kommun']);
  expect(text).toContain('Skriv bara under om du själv har startat underskriften.');
});

it('says the same to Freja in plain text', () => {
  const text = signatureText(
    'Acceptera inbjudan',
    [{ text: 'Jag accepterar.' }, { label: 'Organisation', value: 'Exempel kommun' }],
    'plain',
  );
  expect(lines(text)).toEqual(['Acceptera inbjudan', 'Jag accepterar.', '• Organisation: Exempel kommun']);
});

it.each([
  ['# Rubrik', 'Rubrik'],
  ['  ## Rubrik', 'Rubrik'],
  ['+ punkt', 'punkt'],
  ['---', ''],
  ['| a | b |', 'a | b |'],
  ['*** fet *** text', 'fet text'],
  ['rad\n# ny rubrik', 'rad # ny rubrik'],
  ['rad\u2028+ ny punkt', 'rad + ny punkt'],
  ['\u202enak\u200bnah', 'nak nah'],
  ['\u0000\u0007', ''],
])('lets no name become layout: %j', (name, shown) => {
  expect(lines(signatureText('Rubrik', [{ text: name }, { label: name, value: 'x' }], 'markdown'))).toEqual([
    '# Rubrik',
    shown,
    `+ ${shown}: x`,
  ]);
});

it.each([
  ['# Rubrik', '# Rubrik'],
  ['a\n+ b', 'a + b'],
  ['*fet*', 'fet'],
  ['-5 kr', '-5 kr'],
  ['', '–'],
])('keeps a value on its own line: %j', (value, shown) => {
  expect(lines(signatureText('Rubrik', [{ label: 'Namn', value }], 'markdown'))).toEqual(['# Rubrik', `+ Namn: ${shown}`]);
});

it('takes a text as it is by lines, each of them a paragraph', () => {
  expect(lines(signatureText('Rubrik', 'Första raden\r\n# andra raden', 'markdown'))).toEqual(['# Rubrik', 'Första raden', 'andra raden']);
});

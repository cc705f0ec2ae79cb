import { readIdentifier } from './personnummer.js';

it.each(['199908072391', '199307202383', '190102029816', '191212121212'])('takes the personnummer %s', (digits) => {
  expect(readIdentifier(digits)).toEqual({ kind: 'personnummer', digits });
});

it.each(['196903732383', '197512752382', '200209832385', '196500862393', '200203722392'])('takes the samordningsnummer %s', (digits) => {
  expect(readIdentifier(digits)).toEqual({ kind: 'samordningsnummer', digits });
});

it.each(['199908072392', '199902302391', '9908072391', '19990807-2391', '1999080723910', '', 'T99908072391', '000000000000'])(
  'refuses %s',
  (value) => {
    expect(readIdentifier(value)).toBeNull();
  },
);

import { readFileSync } from 'node:fs';
import '../../src/app.module.js';
import { mailExamples } from '../../src/notifications/index.js';
import { layout } from '../../src/notifications/mail.layout.js';

const ORIGIN = 'https://minasidor.test';
const own = { show: `${ORIGIN}/brev/exempel`, stop: `${ORIGIN}/brev/avsluta/exempel` };

it('has a snapshot of everything that a template may say, as text and as HTML', () => {
  const written = readFileSync('test/notifications/__snapshots__/templates.spec.ts.snap', 'utf8');
  const lacking = [...mailExamples().keys()].flatMap((name) =>
    ['text', 'html'].filter((form) => !written.includes(`exports[\`${name} reads as it did when it was last read: ${form} 1\`]`)),
  );
  expect(mailExamples().size).toBeGreaterThanOrEqual(60);
  expect(lacking).toEqual([]);
});

it.each([...mailExamples()])('%s reads as it did when it was last read', (_name, letter) => {
  const { subject, text, html } = layout(letter, ORIGIN, letter.isSummary ? own : { show: own.show });
  // Whoever reads mails as text learns the same: the decision itself may stand in the heading only.
  expect(text.split('\n\n').includes(letter.heading)).toBe(!letter.isVerbatim);
  expect(`${subject}\n\n${text}`).toMatchSnapshot('text');
  expect(html).toMatchSnapshot('html');
});

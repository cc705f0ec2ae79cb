import { registerSms } from '../notifications/index.js';

interface Decided {
  number: string;
}
const example = { number: '9-2600001' };

/** K6, K7: that there is a decision, by the person's language. Not which one: a telephone is read over the shoulder. */
export const decidedSms = {
  sv: registerSms(
    'koppla-foretag-beslut',
    (p: Decided, host) => `Din ansökan ${p.number} på Mina sidor är avgjord. Logga in på ${host} för att läsa beslutet.`,
    example,
  ),
  en: registerSms(
    'koppla-foretag-beslut-en',
    (p: Decided, host) => `Your application ${p.number} on Mina sidor has been decided. Log in at ${host} to read the decision.`,
    example,
  ),
} as const;

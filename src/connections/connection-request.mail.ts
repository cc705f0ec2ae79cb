import { dayText } from '../kernel/clock.js';
import { registerMail } from '../notifications/index.js';

const HOME = { label: 'Öppna Mina sidor', path: '/koppla-foretag' };

/** K1: a receipt to the applicant, the same whether the company exists or not. */
export const connectionReceived = registerMail(
  'koppla-foretag-mottagen',
  (p: { number: string; region: string; regionPhone: string; orgNumber: string }) => ({
    subject: `Vi har tagit emot din ansökan ${p.number}`,
    heading: 'Vi har tagit emot din ansökan',
    paragraphs: [
      `Du har ansökt om att bli kopplad till företaget med organisationsnummer ${p.orgNumber}.`,
      `${p.region} handlägger ansökan och hör av sig med e-post eller telefon. Har du frågor ringer du ${p.regionPhone}.`,
    ],
    action: HOME,
  }),
  { number: '9-2600001', region: 'BYN Stockholm', regionPhone: '08-121 21 21', orgNumber: '556016-0680' },
);

/** K3: another region handles the application. */
export const connectionMoved = registerMail(
  'koppla-foretag-flyttad',
  (p: { number: string; region: string; regionPhone: string }) => ({
    subject: `Din ansökan ${p.number} har flyttats till en annan region`,
    heading: 'Din ansökan har flyttats',
    paragraphs: [`${p.region} handlägger nu din ansökan ${p.number}. Har du frågor ringer du ${p.regionPhone}.`],
    action: HOME,
  }),
  { number: '9-2600001', region: 'BYN Väst', regionPhone: '031-121 21 21' },
);

/** K4: the region needs to know more. */
export const connectionQuestion = registerMail(
  'koppla-foretag-fraga',
  (p: { number: string; question: string }) => ({
    subject: `Vi behöver veta mer om din ansökan ${p.number}`,
    heading: 'Vi behöver veta mer',
    paragraphs: [`Din region frågar: ${p.question}`, 'Svara på Mina sidor inom 60 dagar. Annars går ansökan ut.'],
    action: { ...HOME, label: 'Svara på frågan' },
  }),
  { number: '9-2600001', question: 'Vilken roll har du på företaget?' },
);

/** Day 30 without an answer (K9). */
export const connectionReminder = registerMail(
  'koppla-foretag-paminnelse',
  (p: { number: string }) => ({
    subject: `Påminnelse om din ansökan ${p.number}`,
    heading: 'Din ansökan väntar på ditt svar',
    paragraphs: [`Din region har ställt en fråga om ansökan ${p.number}. Svarar du inte inom 30 dagar går ansökan ut.`],
    action: { ...HOME, label: 'Svara på frågan' },
  }),
  { number: '9-2600001' },
);

/** K7. */
export const connectionRejected = registerMail(
  'koppla-foretag-avslag',
  (p: { number: string; reason: string; region: string; regionPhone: string }) => ({
    subject: `Beslut om din ansökan ${p.number}`,
    heading: 'Vi kan inte koppla dig till företaget',
    paragraphs: [`Motivering: ${p.reason}`, `Har du frågor ringer du ${p.region} på ${p.regionPhone}.`],
    action: HOME,
  }),
  { number: '9-2600001', reason: 'Företaget har inte bekräftat anställningen.', region: 'BYN Stockholm', regionPhone: '08-121 21 21' },
);

/** K6: done. */
export const connectionDone = registerMail(
  'koppla-foretag-klart',
  (p: { number: string; company: string }) => ({
    subject: `Du är kopplad till ditt företag (${p.number})`,
    heading: `Du är kopplad till ${p.company}`,
    paragraphs: [
      `Din region har kopplat dig till ${p.company}. Företaget finns nu på Mina sidor, där du hanterar lärlingsanmälningar, handledare och beställningar.`,
      'Är du redan inloggad behöver du inte logga in på nytt.',
    ],
    action: { label: 'Öppna Mina sidor', path: '/' },
  }),
  { number: '9-2600001', company: 'Exempelbygg AB' },
);

/** K6: those who administer the company are told that somebody new is in, so that they can object. */
export const colleagueConnected = registerMail(
  'koppla-foretag-ny-anvandare',
  (p: { number: string; company: string }) => ({
    subject: `En ny person är kopplad till ${p.company}`,
    heading: 'En ny person är kopplad till företaget',
    paragraphs: [
      `Regionen har kopplat en person till ${p.company} (ärende ${p.number}). Stämmer det inte avslutar du personens behörighet, eller ringer regionen inom sju dagar.`,
    ],
    action: { label: 'Öppna Mina sidor', path: '/' },
  }),
  { number: '9-2600001', company: 'Exempelbygg AB' },
);

/** K9. */
export const connectionExpired = registerMail(
  'koppla-foretag-utgangen',
  (p: { number: string }) => ({
    subject: `Din ansökan ${p.number} har gått ut`,
    heading: 'Din ansökan har gått ut',
    paragraphs: ['Vi fick inget svar på vår fråga inom 60 dagar. Vill du fortfarande bli kopplad ansöker du på nytt.'],
    action: { ...HOME, label: 'Ansök på nytt' },
  }),
  { number: '9-2600001' },
);

/** To a region in the morning: what waits on its desk (mail 9). */
export const regionQueue = registerMail(
  'region-ko',
  (p: { region: string; waiting: number; oldestOn: string }) => ({
    subject: p.waiting === 1 ? `En ansökan väntar hos ${p.region}` : `${p.waiting} ansökningar väntar hos ${p.region}`,
    heading: 'Ansökningar som väntar',
    paragraphs: [
      p.waiting === 1
        ? `En ansökan om att kopplas till ett företag väntar på att någon tar den. Den kom in den ${dayText(p.oldestOn)}.`
        : `${p.waiting} ansökningar om att kopplas till ett företag väntar på att någon tar dem. Den äldsta kom in den ${dayText(p.oldestOn)}.`,
    ],
    action: { label: 'Öppna regionens kö', path: '/regionen' },
  }),
  { region: 'BYN Stockholm', waiting: 3, oldestOn: '2026-11-20' },
  { also: { en: { region: 'BYN Stockholm', waiting: 1, oldestOn: '2026-11-20' } } },
);

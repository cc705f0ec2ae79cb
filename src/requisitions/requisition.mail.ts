import { kronor } from '../kernel/money.js';
import { registerMail } from '../notifications/index.js';

const example = { id: '019a0000-0000-7000-8000-000000000002', number: '8-2600001-R1', insatsName: 'Kurs svenska för invandrare' };
const received = { ...example, claimedOre: 2_650_000, isFinal: false, receivedAt: '29 april 2026 kl. 14.32', hash: 'a'.repeat(64) };

/** Receipt to the contact of the requisition (Q3, mail 14). */
export const requisitionReceived = registerMail(
  'rekvisition-mottagen',
  (p: { id: string; number: string; insatsName: string; claimedOre: number; isFinal: boolean; receivedAt: string; hash: string }) => ({
    subject: `Vi har tagit emot rekvisition ${p.number}`,
    heading: 'Vi har tagit emot er rekvisition',
    paragraphs: [
      `Rekvisition ${p.number} för insatsen "${p.insatsName}" kom in den ${p.receivedAt}. Att betala: ${kronor(p.claimedOre)}.`,
      p.isFinal
        ? 'Det är en slutrekvirering. När den är godkänd går det inte att rekvirera mer för insatsen.'
        : 'Det är inte en slutrekvirering.',
      `Kontrollsumma: ${p.hash}.`,
    ],
    action: { label: 'Öppna rekvisitionen', path: `/rekvisitioner/${p.id}` },
  }),
  received,
  { also: { slut: { ...received, isFinal: true } } },
);

/** To the contact person of the insats, when a colleague has sent in a requisition (F71). */
export const requisitionSentIn = registerMail(
  'rekvisition-handelse',
  (p: { id: string; number: string; insatsName: string; who: string }) => ({
    subject: `Rekvisition ${p.number} är inskickad`,
    heading: 'En kollega har skickat in en rekvisition',
    paragraphs: [
      `${p.who} har skickat in rekvisition ${p.number} för insatsen "${p.insatsName}".`,
      'Du får det här meddelandet för att du är kontaktperson för insatsen.',
    ],
    action: { label: 'Öppna rekvisitionen', path: `/rekvisitioner/${p.id}` },
  }),
  { ...example, who: 'Eva Ekonomi' },
);

/** The decision, to the contact of the requisition (Q5, Q6, mail 14). */
export const requisitionDecided = registerMail(
  'rekvisition-beslut',
  (p: {
    id: string;
    number: string;
    insatsName: string;
    outcome: 'godkand' | 'delvis_godkand' | 'ej_godkand';
    approvedOre: number;
    motivation: string;
  }) => ({
    subject: `Beslut om rekvisition ${p.number}`,
    heading: {
      godkand: 'Rekvisitionen är godkänd',
      delvis_godkand: 'Rekvisitionen är delvis godkänd',
      ej_godkand: 'Rekvisitionen är inte godkänd',
    }[p.outcome],
    paragraphs: [
      p.outcome === 'ej_godkand'
        ? `Vi har inte godkänt rekvisition ${p.number} för insatsen "${p.insatsName}".`
        : `Vi har godkänt ${kronor(p.approvedOre)} av rekvisition ${p.number} för insatsen "${p.insatsName}".`,
      ...(p.motivation ? [`Motivering: ${p.motivation}`] : []),
    ],
    action: { label: 'Öppna rekvisitionen', path: `/rekvisitioner/${p.id}` },
  }),
  { ...example, outcome: 'delvis_godkand', approvedOre: 2_500_000, motivation: 'Kost ersätts inte.' },
  {
    also: {
      godkand: { ...example, outcome: 'godkand', approvedOre: 2_650_000, motivation: '' },
      'ej-godkand': { ...example, outcome: 'ej_godkand', approvedOre: 0, motivation: 'Insatsen är inte genomförd.' },
    },
  },
);

/** A decision that nobody is left to receive; to the administrators, who may not see the requisition itself (A21, §8.6). */
export const requisitionUnreceived = registerMail(
  'rekvisition-beslut-utan-mottagare',
  (p: { number: string }) => ({
    subject: `Beslut om rekvisition ${p.number} har ingen mottagare`,
    heading: 'Ett beslut har ingen mottagare hos er',
    paragraphs: [
      `Vi har beslutat om rekvisition ${p.number}. De som stod för den är inte längre användare, och ingen hos er ser samtliga ansökningar.`,
      'Ge någon behörigheten Ser samtliga ansökningar. Om insatsen pågår kan du i stället öppna den avslutade användaren och lämna över insatsen till en kollega.',
    ],
    action: { label: 'Öppna Administrera användare', path: '/anvandare' },
  }),
  { number: example.number },
);

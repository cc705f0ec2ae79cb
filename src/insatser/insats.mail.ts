import { registerMail } from '../notifications/index.js';

const example = { id: '019a0000-0000-7000-8000-000000000001', number: '8-2600001', name: 'Kurs svenska för invandrare' };

/** Receipt to the one who submitted (M3, mail 10). */
export const insatsReceived = registerMail(
  'insats-mottagen',
  (p: { id: string; number: string; name: string; organization: string; receivedAt: string; hash: string }) => ({
    subject: `Vi har tagit emot anmälan om insats ${p.number}`,
    heading: 'Vi har tagit emot er anmälan om insats',
    paragraphs: [
      `${p.organization} har skickat in anmälan om insatsen "${p.name}". Den har fått nummer ${p.number}.`,
      `Anmälan kom in den ${p.receivedAt}. Kontrollsumma: ${p.hash}.`,
      'Vi hör av oss när vi har tagit ställning. Under tiden kan du följa ärendet på Mina sidor.',
    ],
    action: { label: 'Öppna insatsen', path: `/insatser/${p.id}` },
  }),
  { ...example, organization: 'Stockholms stad', receivedAt: '29 april 2026 kl. 14.32', hash: 'a'.repeat(64) },
);

/** To the contact person and the responsible one, when a colleague has submitted (F71). */
export const insatsSentIn = registerMail(
  'insats-handelse',
  (p: { id: string; number: string; name: string; who: string }) => ({
    subject: `Insats ${p.number} är inskickad`,
    heading: 'En kollega har skickat in en insats',
    paragraphs: [
      `${p.who} har skickat in anmälan om insatsen "${p.name}" (${p.number}).`,
      'Du får det här meddelandet för att du är kontaktperson eller ansvarig för insatsen.',
    ],
    action: { label: 'Öppna insatsen', path: `/insatser/${p.id}` },
  }),
  { ...example, who: 'Eva Ekonomi' },
);

/** The decision, to the contact person and the one who submitted (M7, M8, mail 12). */
export const insatsDecided = registerMail(
  'insats-beslut',
  (p: { id: string; number: string; name: string; outcome: 'godkand' | 'ej_godkand'; motivation: string }) => ({
    subject: `Beslut om insats ${p.number}`,
    heading: p.outcome === 'godkand' ? 'Insatsen är godkänd' : 'Insatsen är inte godkänd',
    paragraphs: [
      p.outcome === 'godkand'
        ? `Vi har godkänt insatsen "${p.name}" (${p.number}).`
        : `Vi har inte godkänt insatsen "${p.name}" (${p.number}).`,
      ...(p.motivation ? [`Motivering: ${p.motivation}`] : []),
      p.outcome === 'godkand'
        ? 'När insatsen är genomförd kan ni rekvirera medel på Mina sidor.'
        : 'Kontakta oss om du har frågor om beslutet.',
    ],
    action: { label: 'Öppna insatsen', path: `/insatser/${p.id}` },
  }),
  { ...example, outcome: 'godkand', motivation: '' },
  { also: { 'ej-godkand': { ...example, outcome: 'ej_godkand', motivation: 'Insatsen ligger utanför avtalet.' } } },
);

/** A decision that nobody is left to receive; to the administrators, who may not see the insats itself (A21, §8.6). */
export const insatsUnreceived = registerMail(
  'insats-beslut-utan-mottagare',
  (p: { number: string }) => ({
    subject: `Beslut om insats ${p.number} har ingen mottagare`,
    heading: 'Ett beslut har ingen mottagare hos er',
    paragraphs: [
      `Vi har beslutat om insatsen ${p.number}. De som stod för den är inte längre användare, och ingen hos er ser samtliga ansökningar.`,
      'Öppna den avslutade användaren och lämna över insatsen till en kollega, eller ge någon behörigheten Ser samtliga ansökningar.',
    ],
    action: { label: 'Öppna Administrera användare', path: '/anvandare' },
  }),
  { number: '8-2600001' },
);

/** A colleague's open insatser are yours now (§8.6). */
export const workHandedOver = registerMail(
  'arbete-overlamnat',
  (p: { organization: string; fromName: string; count: number }) => ({
    subject: 'Du har tagit över insatser på Mina sidor',
    heading: 'Du har tagit över insatser',
    paragraphs: [
      `En administratör hos ${p.organization} har lämnat över ${p.count === 1 ? 'en insats' : `${p.count} insatser`} från ${p.fromName} till dig.`,
      `Du är nu ansvarig eller kontaktperson för ${p.count === 1 ? 'den, och hittar den' : 'dem, och hittar dem'} under Ekonomi.`,
    ],
    action: { label: 'Öppna Ekonomi', path: '/ekonomi' },
  }),
  { organization: 'Stockholms stad', fromName: 'Eva Ekonomi', count: 3 },
  { also: { en: { organization: 'Stockholms stad', fromName: 'Eva Ekonomi', count: 1 } } },
);

/** Your open insatser are a colleague's now; to who is still a user (§8.6). */
export const workTakenOver = registerMail(
  'arbete-overtaget',
  (p: { organization: string; toName: string; count: number }) => ({
    subject: `${p.count === 1 ? 'Din insats' : 'Dina insatser'} på Mina sidor har lämnats över`,
    heading: `${p.count === 1 ? 'Din insats' : 'Dina insatser'} har lämnats över`,
    paragraphs: [
      `En administratör hos ${p.organization} har lämnat över ${p.count === 1 ? 'en pågående insats' : `${p.count} pågående insatser`} från dig till ${p.toName}.`,
      `Du är inte längre ansvarig eller kontaktperson för ${p.count === 1 ? 'den' : 'dem'}.`,
      'Kontakta din organisations administratör om något inte stämmer.',
    ],
    action: { label: 'Öppna Ekonomi', path: '/ekonomi' },
  }),
  { organization: 'Stockholms stad', toName: 'Kim Kollega', count: 3 },
  { also: { en: { organization: 'Stockholms stad', toName: 'Kim Kollega', count: 1 } } },
);

import { registerMail } from '../notifications/index.js';

/** What has to be attested was changed; to the other administrators and those who attest (§10.1). */
export const attestChanged = registerMail(
  'attest-andrad',
  (p: { organization: string; name: string; before: string; after: string }) => ({
    subject: 'Det som ska attesteras hos er har ändrats',
    heading: 'Det som ska attesteras hos er har ändrats',
    paragraphs: [
      `${p.name} har ändrat vad som ska attesteras hos ${p.organization} innan det går till oss. Valet börjar gälla när attest införs.`,
      `Tidigare: ${p.before}\nNu: ${p.after}`,
      'Du får det här meddelandet för att du är administratör eller attestant. Kontakta din kollega om ändringen inte stämmer.',
    ],
    brief: `${p.name} har ändrat vad som ska attesteras. Tidigare: ${p.before}. Nu: ${p.after}.`,
  }),
  { organization: 'Stockholms stad', name: 'Anni Widdersjö', before: 'Rekvisitioner', after: 'Inget' },
);

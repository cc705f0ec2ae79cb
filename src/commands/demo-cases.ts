import type { OrgName } from './demo-data.js';

/** A row of the manual's table, or one that gives an old period something to show. Amounts in kronor. */
export interface DemoInsats {
  number: string;
  of: OrgName;
  period: string;
  createdOn: string;
  status: 'registreras' | 'godkand' | 'ej_godkand' | 'avslutad';
  name: string;
  by: string;
  granted?: number;
  /** An approved requisition; a finished insats has a final one. */
  requisitioned?: number;
  offert?: boolean;
  motivation?: string;
}

const stockholm = { of: 'Stockholms stad', by: 'anni' } as const;
const now = { ...stockholm, period: '2024-2026' } as const;

export const insatser: DemoInsats[] = [
  { ...now, number: '8-2403273', createdOn: '2024-04-29', status: 'registreras', name: 'Namn' },
  { ...now, number: '8-2403266', createdOn: '2024-04-26', status: 'registreras', name: 'Namnet på insatsen', offert: true },
  {
    ...now,
    number: '8-2402952',
    createdOn: '2024-04-16',
    status: 'ej_godkand',
    name: 'Utbildning lågaffektivt bemötande',
    motivation: 'Insatsen ingår i det löpande kompetensansvaret.',
  },
  {
    ...now,
    number: '8-2402777',
    createdOn: '2024-04-10',
    status: 'ej_godkand',
    name: 'Utbildning förändringsledning för chefer',
    motivation: 'Målgruppen är inte berörd av omställning.',
  },
  { ...now, number: '8-2402238', createdOn: '2024-03-20', status: 'godkand', name: 'kurs Svenska för invandrare (SFI)', granted: 160_000 },
  {
    ...now,
    number: '8-2402237',
    createdOn: '2024-03-20',
    status: 'godkand',
    name: 'Svenska som andraspråk grundläggande nivå',
    granted: 160_000,
    by: 'ekonom',
  },
  {
    ...now,
    number: '8-2402236',
    createdOn: '2024-03-20',
    status: 'godkand',
    name: 'Kurs svenska som andraspråk gymnasial nivå',
    granted: 160_000,
  },
  {
    ...stockholm,
    number: '8-2200418',
    period: '2021-2023',
    createdOn: '2022-02-14',
    status: 'avslutad',
    name: 'Handledarutbildning för undersköterskor',
    granted: 1_250_000,
    requisitioned: 1_187_500,
  },
  {
    ...stockholm,
    number: '8-2001207',
    period: '2020',
    createdOn: '2020-09-03',
    status: 'avslutad',
    name: 'Digital kompetens i hemtjänsten',
    granted: 480_000,
    requisitioned: 480_000,
  },
  {
    ...stockholm,
    number: '8-1800932',
    period: '2017-2019',
    createdOn: '2018-05-22',
    status: 'avslutad',
    name: 'Validering av barnskötare',
    granted: 2_100_000,
    requisitioned: 2_034_250,
  },
  {
    number: '8-2403267',
    of: 'Skövde kommun',
    by: 'skovde',
    period: '2024-2026',
    createdOn: '2024-04-26',
    status: 'godkand',
    name: 'Här har vi ett namn',
    granted: 800_000,
    requisitioned: 500_000,
    offert: true,
  },
];

/** The offert of the manual: 56 250 + 2 × 60 000 = 176 250 kr including VAT (A48, A50). */
export const offert = {
  issuedOn: '2024-04-26',
  validThrough: '2024-07-26',
  content: 'Text här',
  net: 141_000,
  vat: 35_250,
  lines: [
    { kind: 'article', description: '', quantity: 1, unit: 56_250 },
    { kind: 'own', description: 'Egen beskrivning', quantity: 2, unit: 60_000 },
  ],
} as const;

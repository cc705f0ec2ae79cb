/** The demo: what the manual's pictures show, to the krona (domain §9.1), and one person for each way of using the portal. Amounts in kronor. */

export const periods = [
  {
    agreement: 'TLO-KL',
    code: '2017-2019',
    startsOn: '2017-01-01',
    endsOn: '2019-12-31',
    closesOn: '2019-12-31',
    lastRequisitionOn: null,
    partial: 'preapproved',
  },
  {
    agreement: 'TLO-KL',
    code: '2020',
    startsOn: '2020-01-01',
    endsOn: '2020-12-31',
    closesOn: '2020-12-31',
    lastRequisitionOn: null,
    partial: 'preapproved',
  },
  {
    agreement: 'KOM-KR',
    code: '2021-2023',
    startsOn: '2021-01-01',
    endsOn: '2023-12-31',
    closesOn: '2023-12-31',
    lastRequisitionOn: null,
    partial: 'free',
  },
  {
    agreement: 'KOM-KR',
    code: '2024-2026',
    startsOn: '2024-01-01',
    endsOn: '2026-12-31',
    closesOn: '2029-06-30',
    lastRequisitionOn: '2029-12-31',
    partial: 'free',
  },
] as const;

export const organizations = [
  { orgNumber: '2120000142', name: 'Stockholms stad', type: 'kommun' },
  { orgNumber: '2120001710', name: 'Skövde kommun', type: 'kommun' },
  { orgNumber: '2120001017', name: 'Staffanstorps kommun', type: 'kommun' },
] as const;
export type OrgName = (typeof organizations)[number]['name'];

type Role = 'administrera_anvandare' | 'ser_samtliga_ansokningar';
interface DemoPerson {
  key: string;
  personalNumber: string;
  givenName: string;
  surname: string;
  member?: { of: OrgName; title: string; roles: Role[] }[];
  staff?: { role: 'handlaggare' | 'beslutsfattare' | 'ekonom'; limit: number | null };
}

const all: Role[] = ['administrera_anvandare', 'ser_samtliga_ansokningar'];

/** Skatteverket's published test numbers; the same persons as in the simulated BankID app. */
export const persons: DemoPerson[] = [
  {
    key: 'anni',
    personalNumber: '199908072391',
    givenName: 'Anni',
    surname: 'Widdersjö',
    member: [{ of: 'Stockholms stad', title: 'Office manager', roles: all }],
  },
  {
    key: 'skovde',
    personalNumber: '199307202383',
    givenName: 'Anni',
    surname: 'Skövdesjö',
    member: [{ of: 'Skövde kommun', title: 'Administrativ chef', roles: all }],
  },
  {
    key: 'namn',
    personalNumber: '199108112393',
    givenName: 'Namn',
    surname: 'Namnsson',
    member: [{ of: 'Stockholms stad', title: 'CTO', roles: ['ser_samtliga_ansokningar'] }],
  },
  {
    key: 'ekonom',
    personalNumber: '199409102390',
    givenName: 'Eva',
    surname: 'Ekonomi',
    member: [{ of: 'Stockholms stad', title: 'Ekonomiansvarig', roles: [] }],
  },
  {
    key: 'flera',
    personalNumber: '200006092381',
    givenName: 'Fatima',
    surname: 'Flera',
    member: [
      { of: 'Stockholms stad', title: 'Testare', roles: ['ser_samtliga_ansokningar'] },
      { of: 'Skövde kommun', title: 'Administratör', roles: ['ser_samtliga_ansokningar'] },
      { of: 'Staffanstorps kommun', title: 'Enhetschef', roles: all },
    ],
  },
  { key: 'ingen', personalNumber: '199006172390', givenName: 'Ingrid', surname: 'Ingen' },
  {
    key: 'handlaggare',
    personalNumber: '199009242398',
    givenName: 'Hanna',
    surname: 'Handläggare',
    staff: { role: 'handlaggare', limit: 500_000 },
  },
  {
    key: 'beslut',
    personalNumber: '199711082389',
    givenName: 'Bo',
    surname: 'Beslutsfattare',
    staff: { role: 'beslutsfattare', limit: null },
  },
  {
    key: 'ekonomifond',
    personalNumber: '199012222395',
    givenName: 'Eskil',
    surname: 'Fondekonom',
    staff: { role: 'ekonom', limit: 500_000 },
  },
];

/** Tilldelade medel. */
export const allotments: { of: OrgName; period: string; amount: number }[] = [
  { of: 'Stockholms stad', period: '2017-2019', amount: 24_180_000 },
  { of: 'Stockholms stad', period: '2020', amount: 8_240_000 },
  { of: 'Stockholms stad', period: '2021-2023', amount: 27_655_400 },
  { of: 'Stockholms stad', period: '2024-2026', amount: 29_944_889 },
  { of: 'Skövde kommun', period: '2021-2023', amount: 1_640_000 },
  { of: 'Skövde kommun', period: '2024-2026', amount: 1_908_500 },
  { of: 'Staffanstorps kommun', period: '2024-2026', amount: 612_750 },
];

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

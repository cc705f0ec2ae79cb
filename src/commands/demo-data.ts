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

import type { CompanyRole } from '../kernel/access.js';
import type { ConnectionStatus } from '../connections/index.js';

/** The training board in the demo (source 000): two regions, the office, two companies with each role, and applications in every state. */

export const regions = [
  { code: 'stockholm', name: 'BYN Stockholm', email: 'stockholm@byn.example.se', phone: '08-121 21 21' },
  { code: 'vast', name: 'BYN Väst', email: 'vast@byn.example.se', phone: '031-121 21 21' },
] as const;
type RegionCode = (typeof regions)[number]['code'];

interface DemoCompany {
  orgNumber: string;
  name: string;
  region: RegionCode;
  /** Activated by the office: each department with its workplaces. */
  departments?: Record<string, DemoWorkplace[]>;
}
export interface DemoWorkplace {
  name: string;
  street: string;
  postal_code: string;
  city: string;
}

const slussen = { name: 'Slussen, etapp 2', street: 'Katarinavägen 1', postal_code: '11645', city: 'Stockholm' };
export const companies: DemoCompany[] = [
  {
    orgNumber: '5599990016',
    name: 'Exempelbygg AB',
    region: 'stockholm',
    departments: {
      Husbyggnad: [slussen, { name: 'Kvarteret Åkern', street: 'Tulegatan 14', postal_code: '11353', city: 'Stockholm' }],
      'Mark och anläggning': [slussen, { name: 'Förbifarten', street: 'Bergslagsvägen 40', postal_code: '16253', city: 'Vällingby' }],
    },
  },
  { orgNumber: '5599990024', name: 'Mur & Puts i Väst AB', region: 'vast' },
];

/** Known to the office only: what the regions make companies from. */
export const register: { orgNumber: string; name: string; region: RegionCode; agreement: boolean }[] = [
  { orgNumber: '5599990016', name: 'Exempelbygg AB', region: 'stockholm', agreement: true },
  { orgNumber: '5599990024', name: 'Mur & Puts i Väst AB', region: 'vast', agreement: true },
  { orgNumber: '5599990032', name: 'Nybygget i Åkersberga AB', region: 'stockholm', agreement: true },
  { orgNumber: '5599990040', name: 'Takläggarna på Öckerö AB', region: 'vast', agreement: false },
];

interface BoardPerson {
  key: string;
  personalNumber: string;
  givenName: string;
  surname: string;
  staff?: { role: 'kansli' } | { role: 'regionhandlaggare'; region: RegionCode };
  /** The roles reach the department, if one is named, and else the whole company. */
  member?: { of: string; title: string; roles: CompanyRole[]; department?: string };
  /** Verified in the demo, so that the person may apply. */
  contact?: { email: string; mobile: string };
}

export const boardPersons: BoardPerson[] = [
  {
    key: 'region',
    personalNumber: '199204292388',
    givenName: 'Rut',
    surname: 'Region',
    staff: { role: 'regionhandlaggare', region: 'stockholm' },
  },
  {
    key: 'vast',
    personalNumber: '199005042396',
    givenName: 'Vera',
    surname: 'Väst',
    staff: { role: 'regionhandlaggare', region: 'vast' },
  },
  { key: 'kansli', personalNumber: '199011192383', givenName: 'Kim', surname: 'Kansli', staff: { role: 'kansli' } },
  {
    key: 'bygg',
    personalNumber: '199507252394',
    givenName: 'Berit',
    surname: 'Byggadmin',
    member: { of: 'Exempelbygg AB', title: 'Vd', roles: ['foretagsadministrator', 'bestallningsgodkannare'] },
  },
  {
    key: 'avdelning',
    personalNumber: '199001012385',
    givenName: 'Alva',
    surname: 'Avdelning',
    member: { of: 'Exempelbygg AB', title: 'Arbetschef', roles: ['avdelningsadministrator'], department: 'Husbyggnad' },
  },
  {
    key: 'yrkesutbildning',
    personalNumber: '199503202385',
    givenName: 'Yngve',
    surname: 'Yrkesutbildning',
    member: { of: 'Exempelbygg AB', title: 'Personalchef', roles: ['yrkesutbildningsansvarig'] },
  },
  {
    key: 'handledare',
    personalNumber: '199208132390',
    givenName: 'Hasse',
    surname: 'Handledare',
    member: { of: 'Exempelbygg AB', title: 'Träarbetare', roles: ['handledare'] },
  },
  {
    key: 'mur',
    personalNumber: '199803132399',
    givenName: 'Mona',
    surname: 'Mur',
    member: { of: 'Mur & Puts i Väst AB', title: 'Platschef', roles: ['foretagsadministrator', 'yrkesutbildningsansvarig', 'handledare'] },
    contact: { email: 'mona.mur@bygg.example.se', mobile: '+46701740606' },
  },
  {
    key: 'sokande',
    personalNumber: '199505112384',
    givenName: 'Sanna',
    surname: 'Sökande',
    contact: { email: 'sanna.sokande@nybygget.example.se', mobile: '+46701740605' },
  },
];

interface DemoApplication {
  by: 'sokande' | 'mur';
  orgNumber: string;
  region: RegionCode;
  status: ConnectionStatus;
  note?: string;
}

/** Applications in each state: Sanna's, and the one that led Mona to her company. */
export const applications: DemoApplication[] = [
  { by: 'sokande', orgNumber: '5599990032', region: 'stockholm', status: 'ansokt' },
  { by: 'sokande', orgNumber: '5599990040', region: 'vast', status: 'under_handlaggning' },
  { by: 'sokande', orgNumber: '5599990016', region: 'stockholm', status: 'mer_information', note: 'Vilken roll har du på företaget?' },
  { by: 'sokande', orgNumber: '5599990024', region: 'vast', status: 'avslagen', note: 'Företaget har inte bekräftat anställningen.' },
  { by: 'sokande', orgNumber: '5599990024', region: 'vast', status: 'atertagen' },
  { by: 'sokande', orgNumber: '5599990016', region: 'stockholm', status: 'utgangen' },
  { by: 'mur', orgNumber: '5599990024', region: 'vast', status: 'kopplad' },
];

/** The move that led to a state, and who made it: the handler, the applicant or time. */
export const lastMoves: Readonly<Partial<Record<ConnectionStatus, [verb: string, by: 'handler' | 'applicant' | 'time']>>> = {
  under_handlaggning: ['take', 'handler'],
  mer_information: ['ask', 'handler'],
  kopplad: ['connect', 'handler'],
  avslagen: ['reject', 'handler'],
  atertagen: ['withdraw', 'applicant'],
  utgangen: ['expire', 'time'],
};

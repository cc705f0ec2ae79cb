import { ActionView } from '../kernel/action.dto.js';
import { Choice, Flag, Id, Instant, ListOf, Nested, Ore, RealDate, Text, Texts, Whole } from '../kernel/fields.js';
import { MAX_LINE_ORE } from '../kernel/money.js';
import { insatsLifecycle } from './insats.lifecycle.js';

export const insatsTypes = { kompetens: 'Kompetens', handledning: 'Handledning', annan: 'Annan kompetenshöjande åtgärd' } as const;
export const supplierModes = {
  fund: 'Vi vill att Omställningsfonden anlitar leverantör och står som utförare av insatsen ovan. (Observera att kostnad för moms då tillkommer)',
  self: 'Vi vill själva anlita leverantör, alternativt utföra insatsen i egen regi.',
} as const;
export type SupplierMode = keyof typeof supplierModes;

/** A line of the budget (A66). */
export class BudgetLine {
  @Text({ description: 'Vad kostnaden gäller.', max: 200, example: 'Kursavgift' })
  description: string;

  @Ore({ description: 'Kostnad exklusive moms, i öre.', max: MAX_LINE_ORE, example: 15_000_000 })
  netOre: number;

  @Ore({ description: 'Moms i öre; bara när ni bekostar momsen själva.', max: MAX_LINE_ORE, example: 0 })
  vatOre: number;
}

/** The whole form "Anmälan om insats" (A58–A68) as it stands in the draft: every field may still be empty. */
export class InsatsForm {
  @Id({ description: 'Ansvarig för insatsen, en medlem (A59).', nullable: true })
  responsiblePersonId: string | null;

  @Flag({ description: 'Är samverkan eller förhandling genomförd och protokollförd? (A61)', nullable: true })
  consultationDone: boolean | null;

  @RealDate({ description: 'Datum för samverkan eller förhandling.', nullable: true, example: '2026-03-12' })
  consultationOn: string | null;

  @Choice({ description: 'Typ av åtgärd (A62).', of: Object.keys(insatsTypes), example: 'kompetens' })
  insatsType: keyof typeof insatsTypes;

  @RealDate({ description: 'Startdatum (A63).', nullable: true, example: '2026-04-18' })
  startOn: string | null;

  @RealDate({ description: 'Slutdatum (A63).', nullable: true, example: '2026-05-10' })
  endOn: string | null;

  @Text({ description: 'Varför insatsen börjar före ansökan; krävs bara då.', max: 2000 })
  lateStartReason: string;

  @Text({ description: 'Namn på insats (A64).', max: 200, example: 'Kurs svenska för invandrare' })
  name: string;

  @Text({ description: 'Bakgrund och behov.', max: 5000 })
  background: string;

  @Text({ description: 'Insatsens syfte.', max: 5000 })
  purpose: string;

  @Texts({ description: 'Berörda yrkesgrupper.', max: 50, maxLength: 100, example: ['Läkare'] })
  professions: string[];

  @Whole({ description: 'Antal deltagare.', min: 1, max: 100_000, nullable: true, example: 50 })
  participantCount: number | null;

  @Choice({ description: 'Vem är leverantör? (A65)', of: Object.keys(supplierModes), nullable: true, example: 'self' })
  supplierMode: SupplierMode | null;

  @ListOf(() => BudgetLine, { description: 'Budgeterad kostnad för insatsen (A66).', max: 100 })
  budget: BudgetLine[];

  @Flag({ description: 'Vi önskar kvalitetskontroll av vald leverantör (A67).', nullable: true })
  qualityControlWanted: boolean | null;

  @Text({ description: 'Övriga upplysningar (A68).', max: 5000 })
  otherInfo: string;
}

export class CreateInsats {
  @Text({ description: 'Avtalsperiodens namn.', min: 4, max: 20, pattern: /^\d{4}(-\d{4})?$/, example: '2024-2026' })
  period: string;
}

/** The three amounts of an insats, and what may be requisitioned (§9.2). */
export class InsatsAmounts {
  @Ore({ description: 'Reserverat belopp i öre.', example: 80_000_000 })
  grantedOre: number;

  @Ore({ description: 'Avräknat i öre.', example: 50_000_000 })
  settledOre: number;

  @Ore({ description: 'Kvar att utnyttja i öre, med godkända offerter.', example: 47_625_000 })
  remainingOre: number;

  @Ore({ description: 'Möjligt att rekvirera i öre: offertdelen går aldrig att rekvirera.', example: 30_000_000 })
  requisitionableOre: number;

  @Ore({ description: 'Rekvirerat som väntar på beslut, i öre.', example: 0 })
  pendingOre: number;
}

/** An offert or a requisition of the insats, in its second tab (A53). */
export class LinkedCase {
  @Id({ description: 'Ärendets id.' })
  id: string;

  @Choice({ description: 'Slag.', of: ['offert', 'requisition'] })
  kind: 'offert' | 'requisition';

  @Text({ description: 'Nummer; null för utkast.', max: 30, nullable: true, example: '8-2403266-O1' })
  number: string | null;

  @RealDate({ description: 'Datum.', example: '2024-04-26' })
  date: string;

  @Text({ description: 'Statuskod.', max: 30, example: 'pagaende_affar' })
  status: string;

  @Text({ description: 'Status på svenska.', max: 60, example: 'Godkänd, pågående affär' })
  statusLabel: string;

  @Ore({ description: 'Belopp i öre.', example: 17_625_000 })
  amountOre: number;
}

export class DecisionView {
  @Choice({ description: 'Utfall.', of: ['godkand', 'delvis_godkand', 'ej_godkand'] })
  outcome: string;

  @Text({ description: 'Motivering.', max: 5000 })
  motivation: string;

  @Ore({ description: 'Beviljat eller godkänt belopp i öre.' })
  grantedOre: number;

  @Instant({ description: 'Beslutad.' })
  decidedAt: string;
}

/** The insats page (A52–A57) and the draft behind the form. */
export class InsatsView {
  @Id({ description: 'Insatsens id.' })
  id: string;

  @Text({ description: 'Nummer; null för utkast.', max: 12, nullable: true, example: '8-2403266' })
  number: string | null;

  @Choice({ description: 'Status.', of: Object.keys(insatsLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40, example: 'Registreras' })
  statusLabel: string;

  @Whole({ description: 'Version; skickas i If-Match vid ändring.', min: 1, max: 2_147_483_647 })
  version: number;

  @Text({ description: 'Avtalsperiodens namn.', max: 20, example: '2024-2026' })
  period: string;

  @Text({ description: 'Arbetsgivarens namn (A58).', max: 200 })
  organizationName: string;

  @Text({ description: 'Arbetsgivarens organisationsnummer (A58).', max: 11, example: '212000-0142' })
  orgNumber: string;

  @Choice({ description: 'Ersätts moms? compensated: nej, beloppen är exklusive moms.', of: ['compensated', 'bears_vat'] })
  vatTreatment: string;

  @RealDate({ description: 'Skapad.', example: '2024-04-26' })
  createdOn: string;

  @Instant({ description: 'Inskickad; null för utkast.', nullable: true })
  submittedAt: string | null;

  @RealDate({ description: 'Inskickat datum; null för utkast.', nullable: true, example: '2024-04-26' })
  submittedOn: string | null;

  @Instant({ description: 'Senast sparad.' })
  updatedAt: string;

  @Text({ description: 'Ansvarig för insatsen.', max: 200, nullable: true })
  responsibleName: string | null;

  @Text({ description: 'Kontaktperson.', max: 200 })
  contactName: string;

  @Nested(() => InsatsForm, { description: 'Formulärets innehåll.' })
  form: InsatsForm;

  @Ore({ description: 'Budgeterad kostnad i öre, summa.' })
  appliedOre: number;

  @Nested(() => InsatsAmounts, { description: 'Belopp.' })
  amounts: InsatsAmounts;

  @Nested(() => DecisionView, { description: 'Beslut; null före beslut.', nullable: true })
  decision: DecisionView | null;

  @ListOf(() => LinkedCase, { description: 'Offerter och rekvisitioner.', max: 1000 })
  linked: LinkedCase[];

  @ListOf(() => ActionView, { description: 'Det som går att göra.', max: 20 })
  actions: ActionView[];
}

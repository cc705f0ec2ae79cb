import { DecisionView } from '../insatser/index.js';
import { ActionView } from '../kernel/action.dto.js';
import { FieldFault } from '../kernel/fault.dto.js';
import { Choice, Email, Flag, Id, Instant, ListOf, Nested, Ore, Phone, RealDate, Text, Texts, Whole } from '../kernel/fields.js';
import { MAX_LINE_ORE } from '../kernel/money.js';
import { requisitionLifecycle } from './requisition.lifecycle.js';

/** A cost line (A74); VAT only for an organisation that bears it itself (C6). */
export class RequisitionLine {
  @Text({ description: 'Beskrivning.', max: 200, example: 'Logi' })
  description: string;

  @Ore({ description: 'Summa exklusive moms, i öre.', max: MAX_LINE_ORE, example: 2_500_000 })
  netOre: number;

  @Ore({ description: 'Moms i öre; 0 när momsen ersätts av staten.', max: MAX_LINE_ORE, example: 0 })
  vatOre: number;
}

/** The form "Rekvirera medel" (A74–A80) as it stands in the draft: every field may still be empty. */
export class RequisitionForm {
  @ListOf(() => RequisitionLine, { description: 'Kostnader.', max: 200 })
  lines: RequisitionLine[];

  @Text({ description: 'Arbetsgivarens referensnummer (A77).', max: 35, example: '82332' })
  referenceNo: string;

  @Choice({ description: 'Betalningssystem.', of: ['bankgiro', 'plusgiro'], nullable: true, example: 'bankgiro' })
  payeeSystem: 'bankgiro' | 'plusgiro' | null;

  @Text({ description: 'Arbetsgivarens kontonummer.', max: 20, example: '5050-1055' })
  payeeNumber: string;

  @Text({ description: 'Referens hos arbetsgivaren: namn (A78).', max: 200, example: 'Namn Namnsson' })
  contactName: string;

  @Text({ description: 'Telefonnummer.', max: 30, example: '08-121 21 21' })
  contactPhone: string;

  @Text({ description: 'E-post.', max: 254, example: 'namn@namn.se' })
  contactEmail: string;

  @Flag({ description: 'Slutrekvirering (A80)?', nullable: true })
  isFinal: boolean | null;
}

/** A cost line as the page shows it: after a decision line by line with what was approved of it, and why not all. */
export class DecidedLine extends RequisitionLine {
  @Ore({ description: 'Godkänt belopp i öre, när raden är bedömd.', max: 2 * MAX_LINE_ORE, optional: true, example: 2_000_000 })
  approvedOre?: number;

  @Text({ description: 'Varför beloppet är sänkt.', max: 500, optional: true })
  reason?: string;
}

/** What the form holds, with the decision about its lines. */
export class RequisitionContent extends RequisitionForm {
  @ListOf(() => DecidedLine, { description: 'Kostnader.', max: 200 })
  override lines: DecidedLine[];
}

/** The requisition page, and the draft behind the form. */
export class RequisitionView {
  @Id({ description: 'Rekvisitionens id.' })
  id: string;

  @Text({ description: 'Nummer; null för utkast.', max: 20, nullable: true, example: '8-2403267-R1' })
  number: string | null;

  @Choice({ description: 'Status.', of: Object.keys(requisitionLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Whole({ description: 'Version; skickas i If-Match vid ändring.', min: 1, max: 2_147_483_647 })
  version: number;

  @Id({ description: 'Insatsens id.' })
  insatsId: string;

  @Text({ description: 'Insatsens nummer.', max: 12, example: '8-2403267' })
  insatsNumber: string;

  @Text({ description: 'Insatsens namn.', max: 200 })
  insatsName: string;

  @Text({ description: 'Avtalsperiodens namn.', max: 20 })
  period: string;

  @Text({ description: 'Arbetsgivarens namn.', max: 200 })
  organizationName: string;

  @Choice({ description: 'Ersätts moms? compensated: nej, beloppen är exklusive moms.', of: ['compensated', 'bears_vat'] })
  vatTreatment: string;

  @RealDate({ description: 'Skapad.' })
  createdOn: string;

  @Instant({ description: 'Inskickad; null för utkast.', nullable: true })
  submittedAt: string | null;

  @Instant({ description: 'Senast sparad.' })
  updatedAt: string;

  @Nested(() => RequisitionContent, { description: 'Formulärets innehåll.' })
  form: RequisitionContent;

  @Ore({ description: 'Att betala, i öre.', example: 2_650_000 })
  claimedOre: number;

  @Ore({ description: 'Godkänt belopp i öre.' })
  approvedOre: number;

  @Ore({ description: 'Möjligt att rekvirera just nu, i öre, utan den här rekvisitionen.' })
  requisitionableOre: number;

  @Ore({ description: 'Det som frigörs om den här slutrekvireringen godkänns i sin helhet, i öre; 0 när den inte är slutlig.' })
  releasedIfFinalOre: number;

  @Nested(() => DecisionView, { description: 'Beslut; null före beslut.', nullable: true })
  decision: DecisionView | null;

  @ListOf(() => ActionView, { description: 'Det som går att göra.', max: 20 })
  actions: ActionView[];
}

/** What the preview says beside the answers: what must be mended. */
export class RequisitionPreview {
  @ListOf(() => FieldFault, { description: 'Det som saknas eller är fel.', max: 1000 })
  errors: FieldFault[];
}

/** The receipt after "Skicka in". */
export class RequisitionReceipt {
  @Id({ description: 'Rekvisitionens id.' })
  id: string;

  @Id({ description: 'Insatsens id.' })
  insatsId: string;

  @Text({ description: 'Nummer.', max: 20, example: '8-2403267-R1' })
  number: string;

  @Ore({ description: 'Rekvirerat belopp i öre.' })
  claimedOre: number;

  @Instant({ description: 'När rekvisitionen kom in till fonden.' })
  receivedAt: string;

  @Text({ description: 'Kontrollsumma (SHA-256) för det som togs emot.', max: 64, pattern: /^[0-9a-f]{64}$/ })
  hash: string;

  @Texts({
    description: 'E-postadresserna som kvittensen skickas till; tom när den är så gammal att de är glömda.',
    max: 2,
    maxLength: 254,
  })
  receiptTo: string[];
}

/** A row of the tab Rekvisitioner (A39). */
export class RequisitionRow {
  @Id({ description: 'Rekvisitionens id.' })
  id: string;

  @Text({ description: 'Nummer; null för utkast.', max: 20, nullable: true })
  number: string | null;

  @RealDate({ description: 'Skapad.' })
  createdOn: string;

  @Choice({ description: 'Status.', of: Object.keys(requisitionLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Id({ description: 'Insatsens id.' })
  insatsId: string;

  @Text({ description: 'Insatsens nummer.', max: 12 })
  insatsNumber: string;

  @Text({ description: 'Insatsens namn.', max: 200 })
  insatsName: string;

  @Ore({ description: 'Rekvirerat belopp i öre.' })
  claimedOre: number;

  @Ore({ description: 'Godkänt belopp i öre.' })
  approvedOre: number;
}

export class RequisitionPage {
  @ListOf(() => RequisitionRow, { description: 'Rader.', max: 100 })
  rows: RequisitionRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}

/** What the submitted contact must be; the draft may be half written. */
export class CompleteContact {
  @Text({ description: 'Namn.', min: 2, max: 200 })
  contactName: string;

  @Phone({ description: 'Telefonnummer.' })
  contactPhone: string;

  @Email({ description: 'E-post.' })
  contactEmail: string;
}

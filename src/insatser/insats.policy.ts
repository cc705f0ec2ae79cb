import { type Actor, can } from '../kernel/access.js';
import type { FieldError } from '../kernel/problem.js';
import { kronor } from '../kernel/money.js';
import { decisionRefusal, type Period } from '../allotments/index.js';
import type { Refusal } from '../kernel/lifecycle.js';
import type { SupplierMode } from './insats.dto.js';
import type { InsatsWarning } from './insats-submission.dto.js';
import type { Insats } from './insats.entity.js';
import type { InsatsStatus } from './insats.lifecycle.js';
import { insatsProblem } from './insats.problems.js';

/** What decides whether a person sees an insats; the row of any query that carries these columns. */
type Visible = Pick<Insats, 'organizationId' | 'status' | 'createdBy' | 'responsiblePersonId' | 'contactPersonId'>;

/** Does this member see the insats (A21)? All with "Ser samtliga ansökningar", else one's own; somebody else's draft only with it. */
export function sees(actor: Actor, insats: Visible): boolean {
  if (actor.context === 'staff') return insats.status !== 'utkast';
  if (insats.organizationId !== actor.organizationId) return false;
  if (can(actor, 'insats:read-all') || insats.createdBy === actor.personId) return true;
  return insats.status !== 'utkast' && [insats.responsiblePersonId, insats.contactPersonId].includes(actor.personId);
}

/** The same rule as SQL; `insats` is the alias, `person` the placeholder. Lists, search, counts and pages get it here. */
export function seesSql(actor: Actor, insats: string, person: string): string {
  if (can(actor, 'insats:read-all')) return `${person}::uuid is not null`;
  return `(${ownSql(insats, person).join(' or ')})`;
}

/** One's own as three conditions, each walked by an index of its own: made, responsible for, contact of. */
export function ownSql(insats: string, person: string): string[] {
  const submitted = `${insats}.status <> 'utkast'`;
  return [
    `${insats}.created_by = ${person}::uuid`,
    `(${insats}.responsible_person_id = ${person}::uuid and ${submitted})`,
    `(${insats}.contact_person_id = ${person}::uuid and ${submitted})`,
  ];
}

/** The ids of one's own insatser in an organisation and period, each once; `limit` ends each of the three walks. */
export function ownIdsSql(at: { organization: string; period: string; person: string }, limit = ''): string {
  const walks = ownSql('i', at.person).map(
    (own) => `(select i.id from insats i where i.organization_id = ${at.organization} and i.period_id = ${at.period} and ${own} ${limit})`,
  );
  return walks.join(' union ');
}

/** Möjligt att rekvirera, in öre (§9.2): never touches the offers' part. */
export function requisitionableOre(
  insats: Pick<Insats, 'grantedOre' | 'releasedOre' | 'settledRequisitionsOre' | 'pendingRequisitionsOre'>,
): number {
  return Math.max(0, insats.grantedOre - insats.releasedOre - insats.settledRequisitionsOre - insats.pendingRequisitionsOre);
}

/** What decides whether money can be requisitioned for an insats. */
export interface Requisitionable {
  status: InsatsStatus;
  supplierMode: SupplierMode | null;
  requisitionCount: number;
  requisitionableOre: number;
}

/** Why money can't be requisitioned for the insats right now (A72, Q1); null when it can. */
export function requisitionRefusal(
  insats: Requisitionable,
  period: Pick<Period, 'requisitionsClosed' | 'partialPolicy'>,
  finalExists: boolean,
): Refusal | null {
  if (insats.status !== 'godkand' && insats.status !== 'avslutad') return refusal('not-approved');
  if (insats.supplierMode === 'fund') return refusal('fund-is-supplier');
  if (finalExists) return refusal('final-exists');
  if (period.requisitionsClosed) return refusal('requisitions-closed');
  if (period.partialPolicy !== 'free' && insats.requisitionCount > 0) return refusal('one-requisition-only');
  return insats.status === 'avslutad' || insats.requisitionableOre === 0 ? refusal('nothing-left') : null;
}

/** What decides whether an insats can be decided. Amounts in öre. */
export interface Decidable extends Pick<
  Insats,
  'organizationId' | 'supplierMode' | 'appliedOre' | 'activeOffersOre' | 'settledOffersOre'
> {}

/** Why the insats can't be approved or rejected right now, whatever is granted and written (M7, M8); null when it can. */
export function decideRefusal(actor: Actor, verb: 'approve' | 'reject', insats: Decidable): Refusal | null {
  const { organizationId, supplierMode, appliedOre, activeOffersOre, settledOffersOre } = insats;
  if (verb === 'reject')
    return decisionRefusal(actor, organizationId, appliedOre) ?? (activeOffersOre > settledOffersOre ? refusal('offer-active') : null);
  // The employer's own supplier: the granted amount is held against the limit when it is known.
  if (supplierMode !== 'fund') return decisionRefusal(actor, organizationId, 0);
  return decisionRefusal(actor, organizationId, activeOffersOre) ?? (activeOffersOre === 0 ? refusal('offer-missing') : null);
}

/** A problem of insatser as the reason of a disabled button. */
export const refusal = (code: Parameters<typeof insatsProblem>[0]): Refusal => ({
  code: insatsProblem.code(code),
  title: insatsProblem.title(code),
});

/** What the form still lacks before it may be submitted (A61–A68, §11), in the order of the form. */
export function missing(insats: Insats, bearsVat: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const need = (ok: boolean, path: string, message: string, code = 'required') => void (ok || errors.push({ path, code, message }));
  need(insats.responsiblePersonId !== null, 'responsiblePersonId', 'Välj vem som är ansvarig för insatsen.');
  need(insats.consultationDone !== null, 'consultationDone', 'Svara på om samverkan eller förhandling är genomförd.');
  need(
    insats.consultationDone !== false,
    'consultationDone',
    'Samverkan eller förhandling ska ha skett och protokollförts innan ansökan skickas in. Ansökan sparas som utkast så länge.',
    'consultation',
  );
  need(insats.startOn !== null, 'startOn', 'Ange startdatum.');
  need(insats.endOn !== null, 'endOn', 'Ange slutdatum.');
  need(!insats.startOn || !insats.endOn || insats.startOn <= insats.endOn, 'endOn', 'Slutdatum kan inte vara före startdatum.', 'order');
  need(length(insats.name) >= 3, 'name', 'Skriv namnet på insatsen, minst 3 tecken.');
  need(length(insats.background) >= 10, 'background', 'Beskriv bakgrund och behov, minst 10 tecken.');
  need(length(insats.purpose) >= 10, 'purpose', 'Beskriv insatsens syfte, minst 10 tecken.');
  need(insats.professions.length > 0, 'professions', 'Ange minst en berörd yrkesgrupp.');
  need(insats.participantCount !== null, 'participantCount', 'Ange antal deltagare.');
  need(insats.supplierMode !== null, 'supplierMode', 'Välj vem som är leverantör.');
  need(insats.supplierMode !== 'self' || insats.appliedOre > 0, 'budget', 'Lägg till minst en kostnad med belopp.');
  insats.budget.forEach((line, n) => {
    need(length(line.description) > 0, `budget.${n}.description`, 'Beskriv kostnaden.');
    need(line.netOre > 0, `budget.${n}.netOre`, 'Ange ett belopp.');
    need(bearsVat || line.vatOre === 0, `budget.${n}.vatOre`, insatsProblem.title('vat-not-compensated'), 'vat');
  });
  need(insats.qualityControlWanted !== null, 'qualityControlWanted', 'Svara på om ni önskar kvalitetskontroll.');
  return errors;
}

/** What the person should know before submitting; only a late start needs an answer (C9, M3). */
export function warnings(insats: Insats, period: Period, availableOre: number | null): { warnings: InsatsWarning[]; errors: FieldError[] } {
  const found: InsatsWarning[] = [];
  const errors: FieldError[] = [];
  if (insats.startOn && insats.startOn < period.today) {
    if (!period.allowRetroactiveStart)
      errors.push({ path: 'startOn', code: 'retroactive', message: 'Insatsen kan inte börja före ansökan.' });
    else if (length(insats.lateStartReason) < 10)
      errors.push({
        path: 'lateStartReason',
        code: 'required',
        message: 'Insatsen börjar före ansökan. Förklara varför, minst 10 tecken.',
      });
    found.push({ code: 'late-start', message: 'Insatsen börjar innan fonden har tagit ställning. Handläggaren ser det.' });
  }
  if (insats.supplierMode === 'self' && insats.appliedOre > (availableOre ?? 0))
    found.push({
      code: 'over-remaining',
      message: `Budgeten är större än det som är kvar att utnyttja, ${kronor(availableOre ?? 0)}. Ansökan går ändå att skicka in.`,
    });
  return { warnings: found, errors };
}

const length = (text: string): number => [...text.trim()].length;

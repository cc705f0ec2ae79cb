import type { Schemas } from '../../api/client';
import { totalOre } from '../../forms/line';
import { lineText } from '../../forms/LineList';
import { kronor } from '../../text/money';
import { insatsTypeChoices, supplierChoices } from './insats-form';

type Form = Schemas['InsatsForm'];

/** An answer as text, for the preview, the insats page and the comparison of two versions; empty when there is none. */
export function answerText(form: Form, key: keyof Form, members: readonly Schemas['Colleague'][] = []): string {
  const value = form[key];
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej';
  if (key === 'responsiblePersonId') return members.find((member) => member.personId === value)?.name ?? 'En person';
  if (key === 'insatsType') return insatsTypeChoices.find((choice) => choice.value === value)?.label ?? String(value);
  if (key === 'supplierMode') return supplierChoices.find((choice) => choice.value === value)?.label ?? String(value);
  if (key === 'professions') return form.professions.join(', ');
  if (key === 'budget')
    return form.budget.length ? [...form.budget.map(lineText), `Summa: ${kronor(totalOre(form.budget))}`].join('\n') : '';
  return String(value);
}

import type { Schemas } from '../../api/client';
import { totalOre } from '../../forms/line';
import { lineText } from '../../forms/LineList';
import { kronor } from '../../text/money';
import { insatsTypeChoices, supplierChoices } from './insats-form';

type Form = Schemas['InsatsForm'];

/** An answer as text, for the preview, the insats page and the comparison of two versions; empty when there is none. */
export function answerText(form: Form, key: keyof Form, members: readonly Schemas['Colleague'][] = []): string {
  switch (key) {
    case 'consultationDone':
    case 'qualityControlWanted':
      return form[key] === null ? '' : form[key] ? 'Ja' : 'Nej';
    case 'responsiblePersonId':
      return form[key] === null ? '' : (members.find(({ personId }) => personId === form[key])?.name ?? 'En annan person');
    case 'insatsType':
      return insatsTypeChoices.find(({ value }) => value === form[key])?.label ?? '';
    case 'supplierMode':
      return supplierChoices.find(({ value }) => value === form[key])?.label ?? '';
    case 'professions':
      return form.professions.join(', ');
    case 'budget':
      return form.budget.length ? [...form.budget.map(lineText), `Summa: ${kronor(totalOre(form.budget))}`].join('\n') : '';
    case 'participantCount':
      return form[key]?.toLocaleString('sv-SE') ?? '';
    case 'consultationOn':
    case 'startOn':
    case 'endOn':
    case 'lateStartReason':
    case 'name':
    case 'background':
    case 'purpose':
    case 'otherInfo':
      return form[key] ?? '';
  }
}

import type { Schemas } from '../../api/client';
import { totalOre } from '../../forms/line';
import { lineText } from '../../forms/LineList';
import { kronor } from '../../text/money';

type RequisitionForm = Schemas['RequisitionForm'];

/** The form "Rekvirera medel" as it stands on the screen. */
export interface RequisitionValues extends Omit<RequisitionForm, 'payeeSystem' | 'isFinal'> {
  payeeSystem: '' | 'bankgiro' | 'plusgiro';
  isFinal: '' | 'ja' | 'nej';
}

export const toValues = (form: RequisitionForm): RequisitionValues => ({
  ...form,
  payeeSystem: form.payeeSystem ?? '',
  isFinal: form.isFinal === null ? '' : form.isFinal ? 'ja' : 'nej',
});

export const toPayload = (values: RequisitionValues): RequisitionForm => ({
  ...values,
  payeeSystem: values.payeeSystem || null,
  isFinal: values.isFinal === '' ? null : values.isFinal === 'ja',
});

/** What each field is called, in the order of the form. */
export const requisitionLabels: Readonly<Record<keyof RequisitionForm, string>> = {
  lines: 'Kostnader',
  referenceNo: 'Arbetsgivarens referensnummer',
  payeeSystem: 'Betalningssystem',
  payeeNumber: 'Arbetsgivarens kontonummer',
  contactName: 'Namn',
  contactPhone: 'Telefonnummer',
  contactEmail: 'E-post',
  isFinal: 'Är detta en slutrekvirering?',
};

export const payeeChoices = [
  { value: 'bankgiro', label: 'Bankgiro' },
  { value: 'plusgiro', label: 'PlusGiro' },
] as const;

export const finalChoices = [
  { value: 'nej', label: 'EJ slutrekvirering', hint: 'Vi avser rekvirera ytterligare medel för denna insats.' },
  { value: 'ja', label: 'Slutrekvirering', hint: 'Vi avser inte att rekvirera ytterligare medel för denna insats.' },
] as const;

/** An answer as text, for the preview, the page and the comparison of two versions. */
export function answerText(form: RequisitionForm, key: keyof RequisitionForm): string {
  if (key === 'lines')
    return form.lines.length ? [...form.lines.map(lineText), `Att betala: ${kronor(totalOre(form.lines))}`].join('\n') : '';
  if (key === 'payeeSystem') return payeeChoices.find((choice) => choice.value === form.payeeSystem)?.label ?? '';
  if (key === 'isFinal') return form.isFinal === null ? '' : form.isFinal ? 'Ja' : 'Nej';
  return form[key];
}

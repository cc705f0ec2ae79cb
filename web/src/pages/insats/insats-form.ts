import type { Schemas } from '../../api/client';
import type { Line } from '../../forms/line';
import { parseDate } from '../../text/dates';

type InsatsForm = Schemas['InsatsForm'];

/** The form "Anmälan om insats" as it stands on the screen: text, just as it was written. */
export interface InsatsValues {
  responsiblePersonId: string;
  consultationDone: '' | 'ja' | 'nej';
  consultationOn: string;
  insatsType: InsatsForm['insatsType'];
  startOn: string;
  endOn: string;
  lateStartReason: string;
  name: string;
  background: string;
  purpose: string;
  professions: string;
  participantCount: string;
  supplierMode: '' | 'fund' | 'self';
  budget: Line[];
  qualityControlWanted: '' | 'ja' | 'nej';
  otherInfo: string;
}

const answer = (flag: boolean | null) => (flag === null ? '' : flag ? 'ja' : 'nej');
const flag = (text: string): boolean | null => (text === '' ? null : text === 'ja');
const dateOrNull = (text: string): string | null => {
  const parsed = parseDate(text);
  return parsed.ok ? parsed.date : null;
};
/** A whole number of participants, 1–100 000; null when it is something else. */
export const participants = (text: string): number | null => {
  const digits = text.replace(/[\s.]/g, '');
  const count = /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= 100_000 ? count : null;
};
/** Occupations written with commas, semicolons or line breaks between them. */
export const occupations = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
];

export const toValues = (form: InsatsForm): InsatsValues => ({
  ...form,
  responsiblePersonId: form.responsiblePersonId ?? '',
  consultationDone: answer(form.consultationDone),
  consultationOn: form.consultationOn ?? '',
  startOn: form.startOn ?? '',
  endOn: form.endOn ?? '',
  professions: form.professions.join(', '),
  participantCount: form.participantCount === null ? '' : String(form.participantCount),
  supplierMode: form.supplierMode ?? '',
  qualityControlWanted: answer(form.qualityControlWanted),
});

/** What can be saved of it: a date or a number that can't be read is left empty until it is put right. */
export const toPayload = (values: InsatsValues): InsatsForm => ({
  ...values,
  responsiblePersonId: values.responsiblePersonId || null,
  consultationDone: flag(values.consultationDone),
  consultationOn: values.consultationDone === 'ja' ? dateOrNull(values.consultationOn) : null,
  startOn: dateOrNull(values.startOn),
  endOn: dateOrNull(values.endOn),
  professions: occupations(values.professions),
  participantCount: participants(values.participantCount),
  supplierMode: values.supplierMode || null,
  qualityControlWanted: flag(values.qualityControlWanted),
});

/** For `register`: what is wrong with a date as it is written; an empty one is only missing, which the preview says. */
export const dateRule = (text: string): true | string => {
  const parsed = parseDate(text);
  return text.trim() === '' || parsed.ok || parsed.message;
};
export const participantsRule = (text: string): true | string =>
  text.trim() === '' || participants(text) !== null || 'Skriv antal deltagare som ett heltal, till exempel 50.';
export const lengthRule =
  (max: number) =>
  (text: string): true | string =>
    [...text].length <= max || `Texten är ${[...text].length - max} tecken för lång. Skriv högst ${max} tecken.`;

/** What each field is called, in the order of the form; also in the preview and when two versions are compared. */
export const insatsLabels: Readonly<Record<keyof InsatsForm, string>> = {
  responsiblePersonId: 'Ansvarig för insatsen',
  consultationDone: 'Är samverkan eller förhandling med lokala parter genomförda, och har protokollförts?',
  consultationOn: 'Datum för samverkan eller förhandling',
  insatsType: 'Välj typ av åtgärd ansökan gäller',
  startOn: 'Startdatum',
  endOn: 'Slutdatum',
  lateStartReason: 'Varför börjar insatsen före ansökan?',
  name: 'Namn på insats',
  background: 'Bakgrund och behov',
  purpose: 'Insatsens syfte',
  professions: 'Berörda yrkesgrupper',
  participantCount: 'Antal deltagare',
  supplierMode: 'Vem är leverantör?',
  budget: 'Budgeterad kostnad för insatsen',
  qualityControlWanted: 'Vi önskar att Omställningsfonden gör en kvalitetskontroll av vald leverantör',
  otherInfo: 'Övriga upplysningar',
};

export const insatsTypeChoices = [
  {
    value: 'kompetens',
    label: 'Kompetens',
    hint: 'Till exempel kostnader för utbildning, handledning eller annan kompetenshöjande insats, exempelvis validering.',
  },
  { value: 'handledning', label: 'Handledning' },
  { value: 'annan', label: 'Annan kompetenshöjande åtgärd' },
] as const;

export const supplierChoices = [
  {
    value: 'fund',
    label:
      'Vi vill att Omställningsfonden anlitar leverantör och står som utförare av insatsen ovan. (Observera att kostnad för moms då tillkommer)',
  },
  { value: 'self', label: 'Vi vill själva anlita leverantör, alternativt utföra insatsen i egen regi.' },
] as const;

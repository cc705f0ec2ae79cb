import type { RefObject } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import type { CostLinesHandle } from '../../forms/CostLines';
import type { useFaults } from '../../forms/useFaults';
import { today, parseDate } from '../../text/dates';
import { Radios, Select, TextArea, TextField, yesNo } from '../../ui/controls';
import { DateField } from '../../ui/DateField';
import { fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { dateRule, insatsLabels as labels, insatsTypeChoices, lengthRule, participantsRule, type InsatsValues } from './insats-form';
import { Section } from './Section';
import { SupplierFields } from './SupplierFields';

export interface FieldsProps {
  insats: Schemas['InsatsView'];
  members: readonly Schemas['Colleague'][];
  form: UseFormReturn<InsatsValues>;
  faults: ReturnType<typeof useFaults>;
  lines: RefObject<CostLinesHandle | null>;
}

/** Every field of the form, in the manual's order and words (A58–A68). */
export function InsatsFields({ insats, members, form, faults, lines }: FieldsProps) {
  const { register, setValue, formState } = form;
  const values = form.watch();
  const field = (name: keyof InsatsValues, rule?: (text: string) => true | string) => ({
    id: fieldId(name),
    label: labels[name],
    error: (formState.errors[name] as { message?: string } | undefined)?.message ?? faults.of(name),
    register: register(name, { validate: rule as never, onChange: () => faults.touch(name) }),
  });
  const date = (name: 'consultationOn' | 'startOn' | 'endOn') => ({
    ...field(name, dateRule),
    value: values[name],
    onPick: (day: string) => setValue(name, day, { shouldDirty: true, shouldValidate: true }),
  });
  const start = parseDate(values.startOn);
  const startsLate = start.ok && start.date < today();
  return (
    <>
      <div className="card">
        <dl className="facts">
          <dt>Arbetsgivare:</dt>
          <dd>{insats.organizationName}</dd>
          <dt>Organisationsnummer:</dt>
          <dd>{insats.orgNumber}</dd>
        </dl>
      </div>
      <Section id="ansvarig">
        <Select {...field('responsiblePersonId')}>
          <option value="">Välj person</option>
          {members.map((member) => (
            <option key={member.personId} value={member.personId}>
              {member.title ? `${member.name}, ${member.title}` : member.name}
            </option>
          ))}
        </Select>
      </Section>
      <Section id="samverkan">
        <p>
          Samverkan eller förhandling ska ha skett och protokollförts med lokala parter innan ansökan skickas in till Omställningsfonden
          enligt KOM-KR § 11 mom. 4.
        </p>
        <Radios {...field('consultationDone')} choices={yesNo} />
        {values.consultationDone === 'nej' && (
          <Notice tone="warning" title="Ansökan går att spara men inte att skicka in" live>
            <p>Samverkan eller förhandling behöver vara genomförd och protokollförd först.</p>
          </Notice>
        )}
        {values.consultationDone === 'ja' && <DateField {...date('consultationOn')} optional />}
      </Section>
      <Section id="typ">
        <Radios {...field('insatsType')} choices={insatsTypeChoices} />
      </Section>
      <Section id="period">
        <div className="side">
          <DateField {...date('startOn')} hint="Till exempel 2026-04-18" />
          <DateField {...date('endOn')} hint="Till exempel 2026-05-10" />
        </div>
        {(startsLate || values.lateStartReason) && (
          <TextArea
            {...field('lateStartReason', lengthRule(2000))}
            hint="Fonden tar ställning innan en insats börjar. Förklara varför den börjar tidigare; handläggaren ser förklaringen."
            limit={2000}
            length={[...values.lateStartReason].length}
          />
        )}
      </Section>
      <Section id="insats">
        <TextField {...field('name', lengthRule(200))} maxLength={200} />
        <TextArea {...field('background', lengthRule(5000))} limit={5000} length={[...values.background].length} />
        <TextArea {...field('purpose', lengthRule(5000))} limit={5000} length={[...values.purpose].length} />
        <TextField {...field('professions')} hint="Skriv kommatecken mellan, till exempel läkare, undersköterska" />
        <TextField {...field('participantCount', participantsRule)} width="short" inputMode="numeric" maxLength={9} />
      </Section>
      <SupplierFields insats={insats} form={form} faults={faults} lines={lines} field={field} values={values} />
      <Section id="ovrigt">
        <TextArea {...field('otherInfo', lengthRule(5000))} optional limit={5000} length={[...values.otherInfo].length} />
      </Section>
    </>
  );
}

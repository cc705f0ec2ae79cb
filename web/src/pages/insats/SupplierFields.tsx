import type { UseFormRegisterReturn } from 'react-hook-form';
import { CostLines } from '../../forms/CostLines';
import { Radios, yesNo } from '../../ui/controls';
import { insatsLabels as labels, supplierChoices, type InsatsValues } from './insats-form';
import type { FieldsProps } from './InsatsFields';
import { Section } from './Section';

interface Props extends Omit<FieldsProps, 'members'> {
  values: InsatsValues;
  field: (name: keyof InsatsValues) => { id: string; label: string; error: string | undefined; register: UseFormRegisterReturn };
}

/** "Leverantörer": who carries it out, what it costs, and whether the supplier should be checked (A65–A67). */
export function SupplierFields({ insats, form, faults, lines, values, field }: Props) {
  const withVat = insats.vatTreatment === 'bears_vat';
  return (
    <Section id="leverantorer">
      <Radios {...field('supplierMode')} choices={supplierChoices} />
      <CostLines
        ref={lines}
        path="budget"
        label={labels.budget}
        hint="Specificera insatsens kostnader. Vi ersätter endast moms då ni bekostar den själva, i annat fall ersätts kostnaden exklusive moms."
        error={faults.of('budget')}
        amountLabel={withVat ? 'Summa exkl. moms (i kronor)' : 'Summa (i kronor)'}
        totalLabel="Budgeterad kostnad"
        withVat={withVat}
        lines={values.budget}
        onChange={(budget) => {
          form.setValue('budget', budget, { shouldDirty: true });
          faults.touch('budget');
        }}
      />
      <Radios {...field('qualityControlWanted')} choices={yesNo} />
    </Section>
  );
}

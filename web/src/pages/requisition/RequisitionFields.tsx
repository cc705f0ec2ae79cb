import type { RefObject } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { CostLines, type CostLinesHandle } from '../../forms/CostLines';
import type { useFaults } from '../../forms/useFaults';
import { totalOre } from '../../forms/line';
import { kronor } from '../../text/money';
import { Radios, TextField } from '../../ui/controls';
import { fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { finalChoices, payeeChoices, requisitionLabels as labels, type RequisitionValues } from './requisition-form';

interface Props {
  requisition: Schemas['RequisitionView'];
  form: UseFormReturn<RequisitionValues>;
  faults: ReturnType<typeof useFaults>;
  lines: RefObject<CostLinesHandle | null>;
}

/** Every field of the requisition, in the manual's order and words (A74–A80). */
export function RequisitionFields({ requisition, form, faults, lines }: Props) {
  const values = form.watch();
  const withVat = requisition.vatTreatment === 'bears_vat';
  const field = (name: keyof RequisitionValues) => ({
    id: fieldId(name),
    label: labels[name],
    error: faults.of(name),
    register: form.register(name, { onChange: () => faults.touch(name) }),
  });
  const left = Math.max(0, requisition.requisitionableOre - totalOre(values.lines));
  return (
    <>
      <section className="card" aria-labelledby="kostnader">
        <h2 id="kostnader">Kostnader</h2>
        <p>Möjligt att rekvirera: {kronor(requisition.requisitionableOre)}</p>
        <CostLines
          ref={lines}
          path="lines"
          label="Fyll i uppgifter om kostnaderna"
          error={faults.of('lines')}
          amountLabel={withVat ? 'Summa exkl. moms (i kronor)' : 'Summa (i kronor)'}
          totalLabel="Att betala i SEK"
          withVat={withVat}
          lines={values.lines}
          limitOre={requisition.requisitionableOre}
          onChange={(next) => {
            form.setValue('lines', next, { shouldDirty: true });
            faults.touch('lines');
          }}
        />
        <Notice
          tone="info"
          title={withVat ? 'Ange beloppen exklusive moms och momsen för sig.' : 'OBS! Rekvireringen ska vara exkl. moms.'}
        >
          <p>Vi ersätter endast moms då ni bekostar den själva, i annat fall ersätts kostnaden exklusive moms.</p>
        </Notice>
      </section>
      <section className="card" aria-labelledby="referens">
        <h2 id="referens">Referens hos arbetsgivaren</h2>
        <TextField {...field('contactName')} autoComplete="name" width="medium" maxLength={200} />
        <TextField {...field('contactPhone')} type="tel" autoComplete="tel" width="medium" maxLength={30} />
        <TextField {...field('contactEmail')} type="email" autoComplete="email" width="medium" maxLength={254} />
      </section>
      <section className="card" aria-labelledby="utbetalning">
        <h2 id="utbetalning">Utbetalningsuppgifter</h2>
        <TextField
          {...field('referenceNo')}
          optional
          hint="Det nummer ni vill se på betalningen, till exempel 82332"
          width="medium"
          maxLength={35}
        />
        <Radios {...field('payeeSystem')} choices={payeeChoices} />
        <TextField
          {...field('payeeNumber')}
          hint={
            values.payeeSystem === 'plusgiro'
              ? 'PlusGiro: 2–8 siffror, till exempel 28 65 43-4'
              : 'Bankgiro: 7 eller 8 siffror, till exempel 991-2346'
          }
          width="medium"
          maxLength={20}
        />
      </section>
      <section className="card" aria-labelledby="slut">
        <h2 id="slut">Slutrekvirering</h2>
        <Radios {...field('isFinal')} choices={finalChoices} />
        {values.isFinal === 'ja' && (
          <Notice tone="warning" title="Resten av beloppet frigörs" live>
            <p>
              När slutrekvireringen godkänns går det inte att rekvirera mer för insatsen.
              {left > 0 && ` Då återgår ${kronor(left)} till era medel.`}
            </p>
          </Notice>
        )}
        <p>Kom ihåg att skicka in deltagarlista om det inte gjorts tidigare, det krävs för utbetalning.</p>
      </section>
    </>
  );
}

import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import type { FieldFault } from '../../api/problem';
import { fieldId } from '../../ui/ErrorSummary';
import { answerText } from './insats-answers';
import { insatsLabels as labels } from './insats-form';
import { sections } from './InsatsContents';

type Form = Schemas['InsatsForm'];

const short: Partial<Record<keyof Form, string>> = {
  responsiblePersonId: 'Ansvarig för insatsen:',
  insatsType: 'Typ av åtgärd:',
  consultationOn: 'Datum:',
};

/** All the answers of the form, section by section, exactly as they are stored (A69). */
export function InsatsAnswers({ insats, faults = [] }: { insats: Schemas['InsatsView']; faults?: readonly FieldFault[] }) {
  const { form } = insats;
  const row = (key: keyof Form, text: ReactNode = answerText(form, key)) => {
    const fault = faults.find((f) => f.path === key || f.path.startsWith(`${key}.`));
    const label = short[key] ?? (/[?:]$/.test(labels[key]) ? labels[key] : `${labels[key]}:`);
    return (
      <div className="facts" key={key}>
        <dt>{label}</dt>
        <dd id={fieldId(key)} tabIndex={fault ? -1 : undefined}>
          {text || (fault ? '' : '–')}
          {fault && <span className="answer-missing">{text ? ` ${fault.message}` : fault.message}</span>}
        </dd>
      </div>
    );
  };
  const rows: [keyof typeof sections, ReactNode][] = [
    ['ansvarig', row('responsiblePersonId', insats.responsibleName)],
    ['samverkan', [row('consultationDone'), form.consultationOn && row('consultationOn')]],
    ['typ', row('insatsType')],
    [
      'period',
      [row('startOn'), row('endOn'), (form.lateStartReason || faults.some((f) => f.path === 'lateStartReason')) && row('lateStartReason')],
    ],
    ['insats', (['name', 'background', 'purpose', 'professions', 'participantCount'] as const).map((key) => row(key))],
    ['leverantorer', (['supplierMode', 'budget', 'qualityControlWanted'] as const).map((key) => row(key))],
    ['ovrigt', row('otherInfo')],
  ];
  return (
    <div className="answers">
      <section>
        <h3>Arbetsgivare</h3>
        <dl className="facts">
          <dt>Arbetsgivare:</dt>
          <dd>{insats.organizationName}</dd>
          <dt>Organisationsnummer:</dt>
          <dd>{insats.orgNumber}</dd>
        </dl>
      </section>
      {rows.map(([id, content]) => (
        <section key={id}>
          <h3>{sections[id]}</h3>
          <dl className="stack">{content}</dl>
        </section>
      ))}
    </div>
  );
}

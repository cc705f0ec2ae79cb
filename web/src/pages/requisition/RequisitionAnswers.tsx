import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import type { FieldFault } from '../../api/problem';
import { lineText } from '../../forms/LineList';
import { kronor } from '../../text/money';
import { fieldId } from '../../ui/ErrorSummary';
import { answerText, requisitionLabels as labels } from './requisition-form';

type Form = Schemas['RequisitionForm'];

/** All the answers of the requisition, exactly as they are stored (A82). */
export function RequisitionAnswers({
  requisition,
  faults = [],
}: {
  requisition: Schemas['RequisitionView'];
  faults?: readonly FieldFault[];
}) {
  const { form } = requisition;
  const row = (key: keyof Form, text: ReactNode = answerText(form, key)) => {
    const found = faults.filter((f) => f.path === key || f.path.startsWith(`${key}.`));
    return (
      <div className="facts" key={key}>
        <dt>{/[?:]$/.test(labels[key]) ? labels[key] : `${labels[key]}:`}</dt>
        <dd id={fieldId(key)}>
          {text || (found.length ? '' : '–')}
          {found.map((fault) => (
            <span key={fault.path + fault.code} className="answer-missing">
              {' '}
              {fault.message}
            </span>
          ))}
        </dd>
      </div>
    );
  };
  return (
    <div className="answers">
      <section>
        <h3>Kostnader</h3>
        <dl className="stack">
          {row(
            'lines',
            form.lines.length > 0 && (
              <ul role="list">
                {form.lines.map((line, n) => (
                  <li key={n}>{lineText(line)}</li>
                ))}
              </ul>
            ),
          )}
          <div className="facts">
            <dt>Att betala i SEK:</dt>
            <dd className="num">
              <strong>{kronor(requisition.claimedOre)}</strong>
            </dd>
          </div>
        </dl>
      </section>
      <section>
        <h3>Referens hos arbetsgivaren</h3>
        <dl className="stack">{(['contactName', 'contactPhone', 'contactEmail'] as const).map((key) => row(key))}</dl>
      </section>
      <section>
        <h3>Utbetalningsuppgifter</h3>
        <dl className="stack">{(['referenceNo', 'payeeSystem', 'payeeNumber'] as const).map((key) => row(key))}</dl>
      </section>
      <section>
        <h3>Slutrekvirering</h3>
        <dl className="stack">{row('isFinal')}</dl>
      </section>
    </div>
  );
}

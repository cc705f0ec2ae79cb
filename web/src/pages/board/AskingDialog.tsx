import { type ReactNode, useId, useState } from 'react';
import { useSubmission } from '../../forms/useSubmission';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';

interface Props {
  title: string;
  label: string;
  /** Fewest characters that say anything. */
  least: number;
  /** Most characters of the text. */
  most?: number;
  hint?: string;
  confirm: string;
  danger?: boolean;
  /** To choose among, instead of a text. */
  choices?: readonly { value: string; label: string }[];
  /** What else is asked, below. */
  children?: ReactNode;
  send: (value: string, key: string) => Promise<unknown>;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

/** A question with one text, or one choice, and what it leads to. */
export function AskingDialog({
  title,
  label,
  least,
  most = 2000,
  hint,
  confirm,
  danger = false,
  choices,
  children,
  send,
  onDone,
  onClose,
}: Props) {
  const id = useId();
  const [value, setValue] = useState('');
  const [short, setShort] = useState(false);
  const sending = useSubmission(
    (key) => send(value, key),
    async () => void (await onDone()),
  );
  const fault = choices ? 'Välj en region.' : `Skriv minst ${least} tecken.`;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const tooShort = value.trim().length < least;
          setShort(tooShort);
          if (tooShort) document.getElementById(id)?.focus();
          else void sending.submit();
        }}
      >
        <Field id={id} label={label} hint={hint} error={short ? fault : undefined}>
          {(wiring) =>
            choices ? (
              <select {...wiring} className="input" value={value} onChange={(event) => setValue(event.target.value)}>
                <option value="">Välj</option>
                {choices.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            ) : (
              <textarea
                {...wiring}
                className="input"
                rows={5}
                maxLength={most}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            )
          }
        </Field>
        {children}
        {sending.problem && (
          <Notice tone="danger" title={sending.problem.title} live>
            {sending.problem.detail}
          </Notice>
        )}
        <div className="actions">
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={sending.busy}>
            {confirm}
          </Button>
          <Button look="secondary" onClick={onClose}>
            Avbryt
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

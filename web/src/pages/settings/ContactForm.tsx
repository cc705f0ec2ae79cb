import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, call, command } from '../../api/client';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { contactWords, type ContactKind } from './contact-words';
import { textOf, useCommand } from './useCommand';

interface Props {
  kind: ContactKind;
  first: boolean;
  onSent: () => Promise<void>;
  onCancel: () => void;
}

/** The field for a new address or number; a code goes there. */
export function ContactForm({ kind, first, onSent, onCancel }: Props) {
  const words = contactWords[kind];
  const [value, setValue] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const begin = useCommand((body: { kind: ContactKind; value: string }, key) =>
    call(() => api.POST('/api/v1/me/contact-points', { params: { header: command(key) }, body })),
  );
  useEffect(() => field.current?.focus(), []);

  async function send(event: FormEvent) {
    event.preventDefault();
    const problem = await begin.run({ kind, value });
    if (!problem) return onSent();
    announce(textOf(problem));
    field.current?.focus();
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void send(event)}>
      <Field
        id={`ny-${kind}`}
        label={words.label}
        hint={first ? words.firstHint : words.hint}
        error={begin.problem ? textOf(begin.problem) : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={field}
            className="input"
            data-width="medium"
            type={kind === 'email' ? 'email' : 'tel'}
            autoComplete={kind === 'email' ? 'email' : 'tel'}
            maxLength={254}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <Button type="submit" busy={begin.busy}>
          Skicka kod
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Avbryt
        </Button>
      </div>
    </form>
  );
}

import { type FormEvent, useState } from 'react';
import { noteReturn } from '../../api/notification-queries';
import { useCommand } from '../../forms/useCommand';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';

/** A mail that came back after it had been sent is written down by the address that the return came to (V2). */
export function ReturnedMail({ onDone }: { onDone: (recipient: string) => void }) {
  const [address, setAddress] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const { busy, problem, run } = useCommand(
    (key) => noteReturn(address.trim(), key),
    ({ recipient }) => {
      setAddress('');
      onDone(recipient);
    },
    focusField,
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsEmpty(!address.trim());
    if (address.trim()) void run();
    else focusField();
  }

  return (
    <section className="card" aria-labelledby="retur">
      <h2 id="retur">E-post som kom i retur</h2>
      <form className="stack" noValidate onSubmit={submit}>
        <Field
          id={FIELD}
          label="Returadress"
          hint="Adressen som returen kom till. Den börjar med bounce+."
          error={isEmpty ? 'Skriv adressen som returen kom till.' : problem?.title}
        >
          {(wiring) => (
            <input
              {...wiring}
              className="input"
              type="text"
              inputMode="email"
              autoComplete="off"
              maxLength={400}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        <p className="actions">
          <Button type="submit" look="secondary" busy={busy}>
            Anteckna returen
          </Button>
        </p>
      </form>
    </section>
  );
}

const FIELD = 'falt-returadress';
const focusField = () => document.getElementById(FIELD)?.focus();

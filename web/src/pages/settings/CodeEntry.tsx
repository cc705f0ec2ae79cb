import { useEffect, useRef, useState, type FormEvent } from 'react';
import { api, call, command } from '../../api/client';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { contactWords, deliveryText, waitText, type Pending } from './contact-words';
import { textOf, useCommand } from './useCommand';
import { useSecondsLeft } from './useSecondsLeft';

interface Props {
  pending: Pending;
  /** When the server said how long everything lasts, in milliseconds. */
  since: number;
  /** The person has just asked for the code: the field takes the focus. */
  fresh: boolean;
  onChanged: () => Promise<unknown>;
  onVerified: () => void;
  onOther: () => void;
}

/** Where the code goes in: how it was sent, how long it lasts, a new one after a minute, and the lock after five wrong ones (8.8). */
export function CodeEntry({ pending, since, fresh, onChanged, onVerified, onOther }: Props) {
  const { id, kind, triesLeft } = pending;
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const resendIn = useSecondsLeft(pending.resendIn, since);
  const expiresIn = useSecondsLeft(pending.expiresIn, since);
  const lockedFor = useSecondsLeft(pending.lockedFor ?? 0, since);
  const at = { path: { id } };
  const verification = useCommand((body: { code: string }, key) =>
    call(() => api.POST('/api/v1/me/contact-points/{id}/verification', { params: { ...at, header: command(key) }, body })),
  );
  const resend = useCommand((_body: null, key) =>
    call(() => api.POST('/api/v1/me/contact-points/{id}/code', { params: { ...at, header: command(key) } })),
  );
  useEffect(() => {
    if (fresh) field.current?.focus();
  }, [fresh]);

  async function verify(event: FormEvent) {
    event.preventDefault();
    const problem = await verification.run({ code });
    if (!problem) return onVerified();
    announce(textOf(problem));
    if (!problem.passing) setCode('');
    field.current?.focus();
    await onChanged();
  }

  async function sendAgain() {
    const problem = await resend.run(null);
    verification.forget();
    announce(problem ? textOf(problem) : 'En ny kod är skickad. Den förra gäller inte längre.');
    if (!problem) setCode('');
    await onChanged();
    if (!problem) field.current?.focus();
  }

  const { tone, text } = deliveryText(pending);
  const newCode = (
    <Button
      look="secondary"
      busy={resend.busy}
      refused={resendIn > 0 ? `Du kan begära en ny kod om ${waitText(resendIn)}.` : null}
      onClick={() => void sendAgain()}
    >
      Skicka ny kod
    </Button>
  );
  if (lockedFor > 0)
    return (
      <>
        <Notice tone="danger" title="För många fel koder" live>
          <p>
            Koden till {pending.value} är spärrad. Du kan begära en ny om {waitText(lockedFor)}.
          </p>
        </Notice>
        <div className="actions">
          <Button look="secondary" onClick={onOther}>
            Ange något annat
          </Button>
        </div>
      </>
    );
  return (
    <form className="stack" noValidate onSubmit={(event) => void verify(event)}>
      <Notice tone={tone} live>
        <p>{text}</p>
      </Notice>
      <Field
        id={`kod-${kind}`}
        label="Kod, sex siffror"
        hint={
          expiresIn > 0
            ? `Koden gäller i ${waitText(expiresIn)} till.${triesLeft < 5 ? ` ${tries(triesLeft)}` : ''}`
            : 'Koden gäller inte längre. Begär en ny.'
        }
        error={verification.problem ? textOf(verification.problem) : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            ref={field}
            className="input code-input"
            data-width="short"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={11}
            value={code}
            onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, '').slice(0, 6))}
          />
        )}
      </Field>
      {resend.problem && <Notice tone="danger" title={textOf(resend.problem)} />}
      <div className="actions">
        <Button type="submit" busy={verification.busy} refused={code.length === 6 ? null : 'Skriv de sex siffrorna.'}>
          {kind === 'email' ? 'Verifiera e-postadressen' : 'Verifiera mobilnumret'}
        </Button>
        {newCode}
        <Button look="quiet" onClick={onOther}>
          {contactWords[kind].change}
        </Button>
      </div>
    </form>
  );
}

const tries = (left: number): string => (left === 1 ? 'Du har ett försök kvar.' : `Du har ${left} försök kvar.`);

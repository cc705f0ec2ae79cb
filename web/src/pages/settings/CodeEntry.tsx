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
  onLocked: () => void;
  onOther: () => void;
}

/** Where the code goes in: how it was sent, how long it lasts, a new one after a minute, and the lock after five wrong ones (8.8). */
export function CodeEntry({ pending, since, fresh, onChanged, onVerified, onLocked, onOther }: Props) {
  const { id, kind, triesLeft } = pending;
  const words = contactWords[kind];
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
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
    setMissing(code.length < 6);
    if (code.length < 6) {
      announce(SIX);
      return field.current?.focus();
    }
    const problem = await verification.run({ code });
    if (!problem) return onVerified();
    announce(textOf(problem));
    if (!problem.passing) setCode('');
    field.current?.focus();
    await onChanged();
    if (problem.code === 'contacts/locked') onLocked();
  }

  async function sendAgain() {
    const problem = await resend.run(null);
    verification.forget();
    setMissing(false);
    announce(problem ? textOf(problem) : 'En ny kod är skickad. Den förra gäller inte längre.');
    if (!problem) setCode('');
    await onChanged();
    if (!problem) field.current?.focus();
  }

  const fault = missing ? SIX : verification.problem ? textOf(verification.problem) : undefined;
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
            {words.other}
          </Button>
        </div>
      </>
    );
  const other = (
    <Button look="quiet" onClick={onOther}>
      {words.other}
    </Button>
  );
  const notice = (
    <Notice tone={tone} live>
      <p>{text}</p>
    </Notice>
  );
  const refusal = resend.problem && <Notice tone="danger" title={textOf(resend.problem)} />;
  if (pending.delivery === 'failed')
    return (
      <>
        {notice}
        {refusal}
        <div className="actions">
          {newCode}
          {other}
        </div>
      </>
    );
  return (
    <form className="stack" noValidate onSubmit={(event) => void verify(event)}>
      {notice}
      <Field id={`kod-${kind}`} label="Kod, sex siffror" hint={lasts(expiresIn, fault ? 5 : triesLeft)} error={fault}>
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
      {refusal}
      <div className="actions">
        <Button type="submit" busy={verification.busy}>
          {words.verify}
        </Button>
        {newCode}
        {other}
      </div>
    </form>
  );
}

const SIX = 'Skriv de sex siffrorna i koden.';

/** How long the code is good, and for how many tries when some are used up and nothing else says so. */
function lasts(expiresIn: number, triesLeft: number): string {
  if (expiresIn === 0) return 'Koden gäller inte längre. Begär en ny.';
  const tries = triesLeft === 1 ? ' Du har ett försök kvar.' : ` Du har ${triesLeft} försök kvar.`;
  return `Koden gäller i ${waitText(expiresIn)} till.${triesLeft < 5 ? tries : ''}`;
}

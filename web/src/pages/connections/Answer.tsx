import { useId, useState } from 'react';
import { useSubmission } from '../../forms/useSubmission';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';

interface Props {
  send: (answer: string, key: string) => Promise<unknown>;
  onDone: () => Promise<unknown>;
}

/** The answer to the region's question (K5). */
export function Answer({ send, onDone }: Props) {
  const id = useId();
  const [answer, setAnswer] = useState('');
  const [empty, setEmpty] = useState(false);
  const sending = useSubmission(
    (key) => send(answer, key),
    async () => void (await onDone()),
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(answer.trim().length < 2);
        if (answer.trim().length >= 2) void sending.submit();
      }}
    >
      <Field id={id} label="Ditt svar till regionen" error={empty ? 'Skriv ett svar.' : undefined}>
        {(wiring) => (
          <textarea
            {...wiring}
            className="input"
            rows={4}
            maxLength={2000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </Field>
      {sending.problem && (
        <Notice tone="danger" title={sending.problem.title} live>
          {sending.problem.detail}
        </Notice>
      )}
      <p className="actions">
        <Button type="submit" busy={sending.busy}>
          Skicka svaret
        </Button>
      </p>
    </form>
  );
}

import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import type { Problem } from '../api/problem';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';

interface Props {
  submission: { busy: boolean; problem: Problem | null; submit: () => Promise<void> };
  action: Schemas['ActionView'] | undefined;
  label: string;
  /** "Tillbaka", to the form. */
  back: ReactNode;
  /** Reads the draft again after it was changed elsewhere. */
  onReload: () => void;
}

/** "Tillbaka" and "Skicka in" (A70, A82), and what to do when it did not go. */
export function SubmitBar({ submission: { busy, problem, submit }, action, label, back, onReload }: Props) {
  return (
    <>
      {problem && problem.errors.length === 0 && (
        <Notice
          tone="danger"
          title={problem.status === 412 ? 'Utkastet har ändrats sedan du öppnade förhandsgranskningen.' : problem.title}
          live
        >
          <p>
            {problem.passing
              ? 'Försök igen. Den skickas bara in en gång, även om den redan kommit fram.'
              : problem.status === 412
                ? 'Läs in den senaste texten och granska den innan du skickar in.'
                : problem.detail}
          </p>
          {problem.status === 412 && (
            <Button look="secondary" onClick={onReload}>
              Läs in den senaste texten
            </Button>
          )}
        </Notice>
      )}
      <div className="actions">
        {back}
        <Button
          busy={busy}
          refused={action && !action.allowed ? (action.whyText ?? 'Det går inte just nu.') : null}
          onClick={() => void submit()}
        >
          {busy ? 'Skickar in …' : label}
        </Button>
      </div>
    </>
  );
}

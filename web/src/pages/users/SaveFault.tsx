import type { Problem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

/** Why a change did not go through; one that somebody else has overtaken can be fetched anew. */
export function SaveFault({ problem, reload }: { problem: Problem | null; reload: () => Promise<void> }) {
  if (!problem) return null;
  const overtaken = problem.code === 'portal/version-conflict';
  return (
    <Notice tone="danger" title={problem.title} live>
      {overtaken ? (
        <p>Det du har skrivit här är inte sparat. Hämta uppgifterna på nytt och gör om ändringen.</p>
      ) : (
        problem.detail && <p>{problem.detail}</p>
      )}
      {overtaken && (
        <p>
          <Button look="secondary" onClick={() => void reload()}>
            Hämta på nytt
          </Button>
        </p>
      )}
    </Notice>
  );
}

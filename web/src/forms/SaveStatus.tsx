import { CircleAlert, CloudCheck, LoaderCircle } from 'lucide-react';
import { timeText } from '../text/dates';
import { Button } from '../ui/Button';
import type { SaveState } from './saver';

/** "Sparat 14.32", or why it is not saved. Read out only when something went wrong: a report each minute would disturb. */
export function SaveStatus({ state, onRetry }: { state: SaveState; onRetry: () => void }) {
  if (state.kind === 'failed')
    return (
      <div className="save-status" data-failed>
        <CircleAlert aria-hidden size={18} />
        <span role="alert">
          Inte sparat. {state.problem.title}
          {state.again && ' Vi försöker igen.'}
        </span>
        <Button look="quiet" onClick={onRetry}>
          Spara igen
        </Button>
      </div>
    );
  return (
    <p className="save-status">
      {state.kind === 'saved' ? <CloudCheck aria-hidden size={18} /> : <LoaderCircle aria-hidden size={18} />}
      {state.kind === 'saved' ? `Sparat ${timeText(state.at)}` : state.kind === 'saving' ? 'Sparar …' : 'Ändringar sparas strax'}
    </p>
  );
}

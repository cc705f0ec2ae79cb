import type { Schemas } from '../api/client';
import { Button } from '../ui/Button';
import { DeleteDraft } from './DeleteDraft';
import { SaveStatus } from './SaveStatus';
import type { SaveState } from './saver';

interface Props {
  id: string;
  kind: 'insats' | 'requisition';
  draft: { state: SaveState; flush: () => Promise<number> };
  busy: boolean;
  remove: Schemas['ActionView'] | undefined;
}

/** What follows the form at the foot of the window: is it saved, throw it away, go on to the preview. */
export function DraftBar({ id, kind, draft, busy, remove }: Props) {
  return (
    <>
      <div className="form-bar">
        <SaveStatus state={draft.state} onRetry={() => void draft.flush().catch(() => undefined)} />
        <Button type="submit" busy={busy}>
          Förhandsgranska
        </Button>
      </div>
      {remove?.allowed && <DeleteDraft id={id} kind={kind} />}
    </>
  );
}

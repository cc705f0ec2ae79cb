import { useEffect, useRef, type RefObject } from 'react';
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
  const bar = useRef<HTMLDivElement>(null);
  useFocusAbove(bar);
  return (
    <>
      <div className="form-bar" ref={bar}>
        <SaveStatus state={draft.state} onRetry={() => void draft.flush().catch(() => undefined)} />
        <Button type="submit" busy={busy}>
          Förhandsgranska
        </Button>
      </div>
      {remove?.allowed && <DeleteDraft id={id} kind={kind} />}
    </>
  );
}

/** Browsers scroll what gets the focus just into the window, which may be behind the bar: moves it up in sight (WCAG 2.4.11). */
function useFocusAbove(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const look = () =>
      requestAnimationFrame(() => {
        const focused = document.activeElement;
        if (!bar.current || !focused || bar.current.contains(focused)) return;
        const [edge, box] = [bar.current.getBoundingClientRect(), focused.getBoundingClientRect()];
        const hidden = box.bottom + 16 - edge.top;
        if (hidden > 0 && box.top < edge.bottom) window.scrollBy(0, Math.min(hidden, box.top - 16));
      });
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [bar]);
}

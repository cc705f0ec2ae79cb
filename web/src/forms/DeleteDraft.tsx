import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, call, command } from '../api/client';
import { newKey } from '../api/key';
import { asProblem } from '../api/problem';
import { queryClient } from '../api/query-client';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';

/** Throws a draft away, after a question. */
export function DeleteDraft({ id, kind }: { id: string; kind: 'insats' | 'requisition' }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const key = useRef(newKey());
  async function remove() {
    setBusy(true);
    setFault(null);
    try {
      await call<unknown>(() =>
        kind === 'insats'
          ? api.DELETE('/api/v1/insatser/{id}', { params: { path: { id }, header: command(key.current) } })
          : api.DELETE('/api/v1/requisitions/{id}', { params: { path: { id }, header: command(key.current) } }),
      );
      // The next page reads its lists anew before it shows them.
      queryClient.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'operator' });
      await queryClient.invalidateQueries({ refetchType: 'none' });
      await navigate({ to: '/ekonomi' });
      queryClient.removeQueries({ queryKey: [kind, id] });
    } catch (thrown) {
      setFault(asProblem(thrown).title);
      setBusy(false);
    }
  }
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        Ta bort utkastet
      </Button>
      {asking && (
        <Dialog title="Ta bort utkastet?" onClose={() => setAsking(false)}>
          <p>Allt du har skrivit i utkastet tas bort och går inte att få tillbaka.</p>
          {fault && <Notice tone="danger" title={fault} live />}
          <div className="actions">
            <Button look="danger" busy={busy} onClick={() => void remove()}>
              Ta bort
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Behåll
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

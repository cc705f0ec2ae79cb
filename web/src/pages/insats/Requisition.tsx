import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { newKey } from '../../api/key';
import { asProblem } from '../../api/problem';
import { requisitionQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

/** "Rekvirera" (A72): makes a draft and opens its form; when it can't be done it says why. */
export function Requisition({ insats }: { insats: Schemas['InsatsView'] }) {
  const action = insats.actions.find(({ name }) => name === 'requisition');
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const key = useRef(newKey());
  if (!action) return null;
  async function start() {
    setBusy(true);
    setFault(null);
    try {
      const made = await call(() =>
        api.POST('/api/v1/insatser/{id}/requisitions', { params: { path: { id: insats.id }, header: command(key.current) } }),
      );
      key.current = newKey();
      queryClient.setQueryData(requisitionQuery(made.id).queryKey, made);
      void queryClient.invalidateQueries({ queryKey: ['insats', insats.id] });
      await navigate({ to: '/rekvisitioner/$id/redigera', params: { id: made.id } });
    } catch (thrown) {
      if (!asProblem(thrown).passing) key.current = newKey();
      setFault(asProblem(thrown).title);
      setBusy(false);
    }
  }
  return (
    <div className="register">
      <Button busy={busy} refused={action.allowed ? null : action.whyText} onClick={() => void start()}>
        {action.label}
      </Button>
      {fault && <Notice tone="danger" title={fault} live />}
    </div>
  );
}

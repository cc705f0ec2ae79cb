import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, call, command } from '../../api/client';
import { newKey } from '../../api/key';
import { asProblem, type Problem } from '../../api/problem';
import { queryClient } from '../../api/query-client';
import { insatserChanged, insatsQuery } from '../../api/queries';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

/** "Registrera ny insats" (A45): makes a draft and opens its form. */
export function RegisterInsats({ period }: { period: string }) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef(newKey());
  async function register() {
    setBusy(true);
    setProblem(null);
    try {
      const insats = await call(() => api.POST('/api/v1/insatser', { params: { header: command(key.current) }, body: { period } }));
      key.current = newKey();
      queryClient.setQueryData(insatsQuery(insats.id).queryKey, insats);
      insatserChanged();
      await navigate({ to: '/insatser/$id/redigera', params: { id: insats.id } });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      if (!asProblem(thrown).passing) key.current = newKey();
      setBusy(false);
    }
  }
  return (
    <div className="register">
      <Button busy={busy} icon={<Plus aria-hidden size={18} />} onClick={() => void register()}>
        Registrera ny insats
      </Button>
      {problem && (
        <Notice tone="danger" title={problem.title} live>
          {problem.detail}
        </Notice>
      )}
    </div>
  );
}

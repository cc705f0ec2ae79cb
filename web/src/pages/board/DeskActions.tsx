import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { Button } from '../../ui/Button';
import { regionsQuery } from '../connections/connection-queries';
import { AskingDialog } from './AskingDialog';
import { RejectDialog } from './RejectDialog';

interface Props {
  request: Schemas['DeskView'];
  onDone: (said: string) => Promise<unknown>;
  /** The application is another region's now. */
  onGone: () => Promise<unknown>;
}

/** What else the desk can do with an application: ask, move, reject (K3, K4, K7). */
export function DeskActions({ request, onDone, onGone }: Props) {
  const { regions } = useSuspenseQuery(regionsQuery).data;
  const [open, setOpen] = useState<'ask' | 'transfer' | 'reject' | null>(null);
  const params = (key: string) => ({ params: { path: { id: request.id }, header: command(key) } });
  const close = () => setOpen(null);
  const finish = async (said: string) => {
    await onDone(said);
    close();
  };
  const buttons = request.actions.filter(({ name, allowed }) => allowed && ['ask', 'transfer', 'reject'].includes(name));
  if (buttons.length === 0) return null;
  return (
    <section className="card" aria-label="Fler åtgärder">
      <div className="actions">
        {buttons.map(({ name, label }) => (
          <Button key={name} look={name === 'reject' ? 'danger' : 'secondary'} onClick={() => setOpen(name as 'ask')}>
            {label}
          </Button>
        ))}
      </div>
      {open === 'ask' && (
        <AskingDialog
          title="Begär mer information"
          label="Fråga till den sökande"
          least={5}
          confirm="Skicka frågan"
          send={(question, key) =>
            call(() => api.POST('/api/v1/admin/connection-requests/{id}/question', { ...params(key), body: { question } }))
          }
          onDone={() => finish('Frågan är skickad.')}
          onClose={close}
        />
      )}
      {open === 'reject' && <RejectDialog request={request} onDone={finish} onClose={close} />}
      {open === 'transfer' && (
        <AskingDialog
          title="Flytta till en annan region"
          label="Region"
          least={1}
          confirm="Flytta"
          choices={regions.filter(({ code }) => code !== request.region.code).map(({ code, name }) => ({ value: code, label: name }))}
          send={(regionCode, key) =>
            call<unknown>(() => api.POST('/api/v1/admin/connection-requests/{id}/transfer', { ...params(key), body: { regionCode } }))
          }
          onDone={async () => {
            close();
            await onGone();
            await queryClient.invalidateQueries({ queryKey: ['connections', 'desk'] });
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

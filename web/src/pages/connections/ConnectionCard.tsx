import { useState } from 'react';
import { api, call, command, edit, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { refreshSession } from '../../api/session';
import { useSubmission } from '../../forms/useSubmission';
import { momentText } from '../../text/dates';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { StatusBadge } from '../../ui/StatusBadge';
import { Answer } from './Answer';
import { History } from './History';
import { myConnectionsQuery } from './connection-queries';

type Request = Schemas['ConnectionRequestView'];

/** One of the person's applications: how it goes, and what can be done about it. */
export function ConnectionCard({ request }: { request: Request }) {
  const can = (name: string) => request.actions.some((action) => action.name === name && action.allowed);
  const [asking, setAsking] = useState(false);
  const again = () => queryClient.invalidateQueries({ queryKey: myConnectionsQuery.queryKey });
  const header = { params: { path: { id: request.id } } };
  const withdrawing = useSubmission(
    (key) => call(() => api.POST('/api/v1/me/connection-requests/{id}/withdrawal', { params: { ...header.params, header: command(key) } })),
    async () => {
      await again();
      setAsking(false);
    },
  );
  return (
    <article className="card" aria-label={`Ansökan ${request.number}`}>
      <div className="split">
        <h3>
          {request.number}, {request.companyName ?? request.orgNumber}
        </h3>
        <StatusBadge status={request.status} label={request.statusLabel} />
      </div>
      <p className="soft">
        {request.region.name}, telefon {request.region.phone}. Du ansökte {momentText(request.createdAt)} om rollen{' '}
        {request.wantedRoles.map(({ label }) => label).join(', ')}.
      </p>
      {request.reason && <p>Regionens motivering: {request.reason}</p>}
      {request.status === 'kopplad' && (
        <Notice tone="success" title={`Du är kopplad till ${request.companyName ?? 'företaget'}.`}>
          <Button look="secondary" onClick={() => void refreshSession().then(() => window.location.assign('/valj-organisation'))}>
            Välj organisation
          </Button>
        </Notice>
      )}
      {can('answer') && (
        <Answer
          send={(answer, key) =>
            call(() =>
              api.POST('/api/v1/me/connection-requests/{id}/answer', {
                params: { ...header.params, header: edit(key, request.version) },
                body: { answer },
              }),
            )
          }
          onDone={again}
        />
      )}
      <History steps={request.history} />
      {can('withdraw') && (
        <p className="actions">
          <Button look="quiet" onClick={() => setAsking(true)} aria-label={`Återta ansökan ${request.number}`}>
            Återta ansökan
          </Button>
        </p>
      )}
      {asking && (
        <Dialog title="Återta ansökan?" onClose={() => setAsking(false)}>
          <p>Regionen slutar handlägga ansökan {request.number}. Du kan ansöka på nytt när du vill.</p>
          {withdrawing.problem && <Notice tone="danger" title={withdrawing.problem.title} live />}
          <div className="actions">
            <Button look="danger" busy={withdrawing.busy} onClick={() => void withdrawing.submit()}>
              Återta
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Behåll ansökan
            </Button>
          </div>
        </Dialog>
      )}
    </article>
  );
}

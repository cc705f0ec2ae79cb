import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, call, write, type Schemas } from '../../api/client';
import { asProblem, Problem } from '../../api/problem';
import { mySessionsQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { logOutEverywhere } from '../../api/session';
import { timeText, today } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { focusHeading } from '../../ui/focus-heading';
import { Notice } from '../../ui/Notice';
import { SettingsFrame } from './SettingsFrame';

type Mine = Schemas['MySession'];

/** "2026-04-29 kl. 14.35": a table has no room for prose. */
const shortly = (instant: string): string => `${today(new Date(instant))} kl. ${timeText(instant)}`;

/** "Mina inloggningar" (F7): where one is logged in, and logging out there. */
export function MySessionsPage() {
  const { sessions } = useSuspenseQuery(mySessionsQuery).data;
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [ended, setEnded] = useState(0);
  // The button that ended it has gone with its row.
  useEffect(() => {
    if (ended > 0) focusHeading();
  }, [ended]);

  async function act(what: string, done: string, how: () => Promise<unknown>) {
    setBusy(what);
    setFault(null);
    try {
      await how();
      await queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
      announce(done);
      setEnded((n) => n + 1);
    } catch (thrown) {
      setFault(asProblem(thrown).title);
    }
    setBusy(null);
  }

  const others = sessions.length - 1;
  return (
    <SettingsFrame title="Mina inloggningar">
      <p>Här ser du var du är inloggad just nu. Känner du inte igen en inloggning, logga ut överallt och kontakta oss.</p>
      {fault && <Notice tone="danger" title={fault} live />}
      <div className="card table-card">
        <table className="table cards-when-narrow">
          <caption className="visually-hidden">Dina pågående inloggningar</caption>
          <thead>
            <tr>
              <th scope="col">Enhet</th>
              <th scope="col">Representerar</th>
              <th scope="col">Inloggad med</th>
              <th scope="col">Loggade in</th>
              <th scope="col">Användes senast</th>
              <th scope="col">
                <span className="visually-hidden">Åtgärd</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <Row
                key={session.id}
                session={session}
                busy={busy === session.id}
                onEnd={() => void act(session.id, `${session.device} är utloggad.`, () => end(session.id))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="actions">
        {others > 0 && (
          <Button
            look="secondary"
            busy={busy === 'others'}
            onClick={() =>
              void act('others', 'Alla andra är utloggade.', () => call(() => api.DELETE('/api/v1/me/sessions/others', own())))
            }
          >
            Logga ut alla andra
          </Button>
        )}
        <Button look="danger" onClick={() => setAsking(true)}>
          Logga ut överallt
        </Button>
      </div>
      {asking && <Everywhere onClose={() => setAsking(false)} />}
    </SettingsFrame>
  );
}

function Row({ session, busy, onEnd }: { session: Mine; busy: boolean; onEnd: () => void }) {
  const { device, actsFor, providerLabel, authenticatedAt, lastSeenAt, current } = session;
  return (
    <tr>
      <th scope="row" data-label="Enhet">
        {device}
      </th>
      <td data-label="Representerar">{actsFor ?? '–'}</td>
      <td data-label="Inloggad med">{providerLabel}</td>
      <td data-label="Loggade in">{shortly(authenticatedAt)}</td>
      <td data-label="Användes senast">{current ? 'Nu' : shortly(lastSeenAt)}</td>
      <td className="cell-action">
        {current ? (
          <strong>Den här</strong>
        ) : (
          <Button look="secondary" aria-label={`Logga ut ${device}, inloggad ${shortly(authenticatedAt)}`} busy={busy} onClick={onEnd}>
            Logga ut
          </Button>
        )}
      </td>
    </tr>
  );
}

/** The question before everything ends, this page's log-in too. */
function Everywhere({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return (
    <Dialog title="Logga ut överallt?" onClose={onClose}>
      <p>Du loggas ut på alla enheter, också här. Det som inte är sparat på någon av dem går förlorat.</p>
      {fault && <Notice tone="danger" title={fault} live />}
      <div className="actions">
        <Button
          look="danger"
          busy={busy}
          onClick={() => {
            setBusy(true);
            setFault(null);
            void logOutEverywhere().catch((thrown: unknown) => {
              setFault(asProblem(thrown).title);
              setBusy(false);
            });
          }}
        >
          Logga ut överallt
        </Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

const own = () => ({ params: { header: write() } });

/** Ends one; one that has ended meanwhile is what was asked for. */
async function end(id: string): Promise<void> {
  try {
    await call(() => api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id }, header: write() } }));
  } catch (thrown) {
    if (!(thrown instanceof Problem && thrown.code === 'session/not-found')) throw thrown;
  }
}

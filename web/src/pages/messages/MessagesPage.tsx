import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { inboxQuery, readMessage, readSeen } from '../../api/notification-queries';
import { asProblem } from '../../api/problem';
import { isSignedIn, useSession } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import '../../styles/messages.css';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ListFrame } from '../economy/ListFrame';
import { Message } from './Message';

/** "Meddelanden" (B22): what the person has been told, newest first, for the organisation acted for. */
export function MessagesPage() {
  const session = useSession();
  const result = useInfiniteQuery(inboxQuery);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const unread = session.unread ?? 0;
  const first = result.data?.pages[0];
  const organization = isSignedIn(session) ? session.context.organization?.name : undefined;

  async function settle(work: Promise<unknown>, said: string) {
    setFault(null);
    try {
      await work;
      announce(said);
      await result.refetch();
    } catch (thrown) {
      setFault(asProblem(thrown).title);
    }
  }

  async function readAll(seen: string) {
    setBusy(true);
    await settle(readSeen(seen), 'Alla meddelanden är markerade som lästa');
    setBusy(false);
  }

  const read = ({ id, title }: Schemas['MessageRow']) => settle(readMessage(id), `${title} är markerat som läst`);

  return (
    <>
      <PageHead
        title="Meddelanden"
        crumbs={[{ label: 'Meddelanden' }]}
        lead={organization ? `Det här har hänt hos ${organization}.` : 'Det här har hänt.'}
      />
      <div className="content">
        <div className="split">
          {first !== undefined && first.rows.length > 0 && (
            <p id="antal-olasta" tabIndex={-1}>
              {unread === 0
                ? 'Du har läst alla meddelanden.'
                : unread === 1
                  ? 'Ett meddelande är oläst.'
                  : `${unread} meddelanden är olästa.`}
            </p>
          )}
          <div className="actions">
            {first && unread > 0 && (
              <Button
                look="secondary"
                busy={busy}
                onClick={() => void readAll(first.seen).then(() => document.getElementById('antal-olasta')?.focus())}
              >
                Markera alla som lästa
              </Button>
            )}
            <Link to="/mina-installningar/aviseringar" className="button quiet">
              Välj vad som kommer som e-post
            </Link>
          </div>
        </div>
        {fault && <Notice tone="danger" title={fault} live />}
        <ListFrame
          result={result}
          what="meddelanden"
          searched={undefined}
          empty="Du har inga meddelanden än. Här ser du kvittenser, beslut och annat som händer."
        >
          {(rows) => (
            <ul role="list" className="messages">
              {rows.map((row) => (
                <Message key={row.id} row={row} onRead={() => read(row)} />
              ))}
            </ul>
          )}
        </ListFrame>
      </div>
    </>
  );
}

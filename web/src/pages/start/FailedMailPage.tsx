import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { failedMailQuery, sendMailAgain } from '../../api/notification-queries';
import { asProblem } from '../../api/problem';
import { useMay } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { momentText } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ListFrame } from '../economy/ListFrame';
import { AgainDialog } from './AgainDialog';
import { mailFault, mailTitle } from './mail-fault';
import { ReturnedMail } from './ReturnedMail';

/** The fund's list of mails that could not be sent, with "Kör igen" for those who may (domain §12). */
export function FailedMailPage() {
  const may = useMay();
  const result = useInfiniteQuery(failedMailQuery);
  const [busy, setBusy] = useState<string | null>(null);
  const [asking, setAsking] = useState<Schemas['OutboxRow'] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);

  async function settle(text: string) {
    setDone(text);
    announce(text);
    await result.refetch();
    document.getElementById('innehall')?.focus();
  }

  async function again(id: string, recipient: string) {
    setBusy(id);
    setFault(null);
    setDone(null);
    try {
      await sendMailAgain(id);
      await settle(`Meddelandet till ${recipient} skickas igen`);
    } catch (thrown) {
      setFault(asProblem(thrown).title);
    }
    setBusy(null);
  }

  return (
    <>
      <PageHead
        title="Meddelanden som inte gick att skicka"
        lead="E-post som körs igen får nya försök under två dygn. Ett sms skickas en gång till. Mottagaren är maskerad."
      />
      <div className="content">
        {fault && <Notice tone="danger" title={fault} live />}
        {done && <Notice tone="success" title={done} />}
        <ListFrame result={result} what="meddelanden" searched={undefined} empty="Alla meddelanden har gått att skicka.">
          {(rows) => (
            <table className="table cards-when-narrow long-words">
              <caption className="visually-hidden">Meddelanden som inte gick att skicka, nyast först</caption>
              <thead>
                <tr>
                  <th scope="col">Mottagare</th>
                  <th scope="col">Ämne</th>
                  <th scope="col">Skrevs</th>
                  <th scope="col">Fel</th>
                  <th scope="col">Försök</th>
                  <th scope="col">
                    <span className="visually-hidden">Åtgärd</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row" data-label="Mottagare">
                      {row.recipient}
                    </th>
                    <td data-label="Ämne">{mailTitle(row)}</td>
                    <td data-label="Skrevs">{momentText(row.createdAt)}</td>
                    <td data-label="Fel">
                      {row.status === 'unknown'
                        ? `${row.statusLabel}. Det kan redan ha kommit fram. Kör igen kan ge mottagaren två.`
                        : mailFault(row)}
                    </td>
                    <td data-label="Försök" className="num">
                      {row.attempts}
                    </td>
                    <td className="cell-action">
                      {row.erased ? (
                        <span className="soft small">Innehållet är raderat</span>
                      ) : (
                        may('operations:run') && (
                          <Button
                            look="secondary"
                            busy={busy === row.id}
                            aria-label={`Kör igen: ${mailTitle(row)} till ${row.recipient}`}
                            onClick={() => (row.status === 'unknown' ? setAsking(row) : void again(row.id, row.recipient))}
                          >
                            Kör igen
                          </Button>
                        )
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </ListFrame>
        {asking && (
          <AgainDialog
            onAgain={() => {
              setAsking(null);
              void again(asking.id, asking.recipient);
            }}
            onClose={() => setAsking(null)}
          />
        )}
        {may('operations:run') && <ReturnedMail onDone={(recipient) => void settle(`Returen från ${recipient} är antecknad`)} />}
      </div>
    </>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asProblem } from '../../api/problem';
import { signaturesQuery } from '../../api/signature-queries';
import { momentText } from '../../text/dates';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { eidTitle } from './eid-title';
import { SettingsFrame } from './SettingsFrame';

/** "Mina underskrifter": everything the person has signed with an e-ID, newest first. */
export function SignaturesPage() {
  const result = useInfiniteQuery(signaturesQuery);
  const rows = result.data?.pages.flatMap((page) => page.rows);
  return (
    <SettingsFrame title="Mina underskrifter">
      <p>Här ser du allt du har skrivit under med e-legitimation, och kan kontrollera att underskriften håller.</p>
      {result.isError && (
        <Notice tone="danger" title={asProblem(result.error).title} live>
          <Button look="secondary" onClick={() => void result.refetch()}>
            Försök igen
          </Button>
        </Notice>
      )}
      {!rows && !result.isError && <p className="table-empty soft">Hämtar …</p>}
      {rows && (
        <div className="card table-card">
          {rows.length === 0 && <p className="table-empty">Du har inte skrivit under något än.</p>}
          {rows.length > 0 && (
            <table className="table cards-when-narrow">
              <caption className="visually-hidden">Mina underskrifter</caption>
              <thead>
                <tr>
                  <th scope="col">Underskrift</th>
                  <th scope="col">Organisation</th>
                  <th scope="col">Tidpunkt</th>
                  <th scope="col">E-legitimation</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row" data-label="Underskrift">
                      <Link to="/mina-installningar/underskrifter/$id" params={{ id: row.id }}>
                        {row.title}
                        <span className="visually-hidden"> {momentText(row.signedAt)}</span>
                      </Link>
                    </th>
                    <td data-label="Organisation">{row.organization ?? '–'}</td>
                    <td data-label="Tidpunkt" className="num">
                      {momentText(row.signedAt)}
                    </td>
                    <td data-label="E-legitimation">{eidTitle[row.provider]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {result.hasNextPage && (
            <div className="table-more">
              <span className="soft small">{rows.length} visas</span>
              <Button look="secondary" busy={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
                Visa fler
              </Button>
            </div>
          )}
        </div>
      )}
    </SettingsFrame>
  );
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { invitationQuery, invitationsChanged, invitationsQuery } from '../../api/invitation-queries';
import { asProblem } from '../../api/problem';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Done } from '../../ui/Done';
import { Notice } from '../../ui/Notice';
import { InvitationRow } from './InvitationRow';
import { NewUser } from './NewUser';

const columns = ['Namn', 'E-post', 'Behörigheter', 'Status', 'Gäller till och med'];

/** The organisation's invitations: send, see what became of them, and act. */
export function InvitationsPage() {
  const result = useInfiniteQuery(invitationsQuery);
  const [done, setDone] = useState<{ text: string; time: number; tone: 'success' | 'warning' } | null>(null);
  const { inbjudan: wanted = '' } = useSearch({ from: '/arbetsgivare/anvandare/inbjudningar' });
  const navigate = useNavigate({ from: '/anvandare/inbjudningar' });
  const first = useQuery({ ...invitationQuery(wanted), enabled: wanted !== '' }).data;
  const listed = result.data?.pages.flatMap((page) => page.rows);
  const rows = listed && first ? [first, ...listed.filter(({ id }) => id !== first.id)] : listed;
  const tell = (text: string, tone: 'success' | 'warning' = 'success') => {
    setDone((before) => ({ text, tone, time: (before?.time ?? 0) + 1 }));
    // What was done may have put another in its place.
    if (wanted) void navigate({ search: {}, replace: true, resetScroll: false });
    void invitationsChanged();
  };
  return (
    <>
      <PageHead
        title="Inbjudningar"
        crumbs={[
          { label: 'Administrera användare', link: { to: '/anvandare', activeOptions: { exact: true } } },
          { label: 'Inbjudningar' },
        ]}
        lead="Bjud in den som ska använda Mina sidor för organisationen. Inbjudan gäller i två veckor."
      />
      <div className="content listing">
        <div className="actions">
          <NewUser onSent={tell} />
          <Link to="/anvandare/inbjudningar/fil" className="button secondary">
            Bjud in från fil
          </Link>
        </div>
        {done && <Done {...done} />}
        {result.isError && !rows && (
          <Notice tone="danger" title={asProblem(result.error).title} live>
            <Button look="secondary" onClick={() => void result.refetch()}>
              Försök igen
            </Button>
          </Notice>
        )}
        {!rows && !result.isError && <p className="table-empty soft">Hämtar …</p>}
        {rows && (
          <div className="card table-card">
            {rows.length === 0 ? (
              <p className="table-empty">Ni har inte bjudit in någon än.</p>
            ) : (
              <table className="table cards-when-narrow long-words">
                <caption className="visually-hidden">Inbjudningar, nyast först</caption>
                <thead>
                  <tr>
                    {columns.map((label) => (
                      <th key={label} scope="col">
                        {label}
                      </th>
                    ))}
                    <th scope="col">
                      <span className="visually-hidden">Åtgärder</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <InvitationRow key={row.id} row={row} sought={row.id === wanted} onDone={tell} />
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
                {result.isFetchNextPageError && <Notice tone="danger" title={asProblem(result.error).title} live />}
              </div>
            )}
          </div>
        )}
      </div>
    </>
  );
}

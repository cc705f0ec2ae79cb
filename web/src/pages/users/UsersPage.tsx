import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { invitationsQuery } from '../../api/invitation-queries';
import { queryClient } from '../../api/query-client';
import { useMay } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { announce } from '../../ui/announce';
import { Notice } from '../../ui/Notice';
import { NewUser } from '../invitations/NewUser';
import { AttestPolicy } from './AttestPolicy';
import { UserExport } from './UserExport';
import { UsersFilter } from './UsersFilter';
import { UserTable } from './UserTable';
import '../../styles/users.css';

/** "Administrera användare" (A19): who may act for the organisation, and what has to be attested. */
export function UsersPage() {
  const search = useSearch({ from: '/arbetsgivare/anvandare' });
  const may = useMay();
  const [invited, setInvited] = useState<string | null>(null);
  const tell = (email: string) => {
    const text = `Inbjudan är skickad till ${email}.`;
    setInvited(text);
    announce(text);
    void queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  };
  return (
    <>
      <PageHead
        title="Administrera användare"
        crumbs={[{ label: 'Administrera användare' }]}
        lead="Här ser du vilka som får representera organisationen, och vad de får göra."
      />
      <div className="content">
        <section className="listing" aria-labelledby="anvandare">
          <div className="listing-head">
            <h2 id="anvandare">Användare</h2>
            <div className="actions">
              <NewUser onSent={tell} />
              {may('people:manage') && (
                <Link to="/anvandare/lagg-till" className="button secondary">
                  Lägg till med personnummer
                </Link>
              )}
              <Link to="/anvandare/inbjudningar" className="button secondary">
                Inbjudningar
              </Link>
              <UserExport search={search} />
            </div>
          </div>
          {invited && <Notice tone="success" title={invited} />}
          <UsersFilter {...search} />
          <UserTable search={search} />
        </section>
        <AttestPolicy />
      </div>
    </>
  );
}

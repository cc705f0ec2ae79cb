import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { invitationsChanged } from '../../api/invitation-queries';
import type { Schemas } from '../../api/client';
import { useMay } from '../../api/session';
import { roleOffersQuery } from '../../api/users';
import { PageHead } from '../../shell/PageHead';
import { announce } from '../../ui/announce';
import { Notice } from '../../ui/Notice';
import { NewUser } from '../invitations/NewUser';
import { AttestPolicy } from './AttestPolicy';
import { UserExport } from './UserExport';
import { UsersFilter } from './UsersFilter';
import { UserTable } from './UserTable';
import '../../styles/users.css';

/** What the list holds, by whom one sees. */
const leads: Readonly<Record<Schemas['RoleOffers']['reach'], string>> = {
  everybody: 'Här ser du vilka som får representera organisationen, och vad de får göra.',
  departments: 'Här ser du dem som har en roll i dina avdelningar, och vad de får göra.',
  supervisors: 'Här ser du företagets handledare. Du kan utse handledare och ta bort rollen.',
  'departments-and-supervisors': 'Här ser du dem som har en roll i dina avdelningar och företagets handledare.',
};

/** "Administrera användare" (A19): who may act for the organisation, and what has to be attested. */
export function UsersPage() {
  const search = useSearch({ from: '/arbetsgivare/anvandare' });
  const may = useMay();
  const { reach } = useSuspenseQuery(roleOffersQuery).data;
  const [invited, setInvited] = useState<string | null>(null);
  const tell = (text: string) => {
    setInvited(text);
    announce(text);
    void invitationsChanged();
  };
  return (
    <>
      <PageHead title="Administrera användare" crumbs={[{ label: 'Administrera användare' }]} lead={leads[reach]} />
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
        {may('attest:manage') && <AttestPolicy />}
      </div>
    </>
  );
}

import { useSearch } from '@tanstack/react-router';
import { PageHead } from '../../shell/PageHead';
import { AttestPolicy } from './AttestPolicy';
import { UserExport } from './UserExport';
import { UsersFilter } from './UsersFilter';
import { UserTable } from './UserTable';
import '../../styles/users.css';

/** "Administrera användare" (A19): who may act for the organisation, and what has to be attested. */
export function UsersPage() {
  const search = useSearch({ from: '/arbetsgivare/anvandare' });
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
              <UserExport search={search} />
            </div>
          </div>
          <UsersFilter {...search} />
          <UserTable search={search} />
        </section>
        <AttestPolicy />
      </div>
    </>
  );
}

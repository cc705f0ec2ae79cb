import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { privatePageQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { staffSide } from '../../shell/staff-side';
import { settingsTabs } from '../settings/settings-tabs';
import { DownloadExtract } from './DownloadExtract';

/** "Min sida" behind the private entrance (A3): what is known about oneself, and the way to all of it. */
export function PrivatePage() {
  const page = useSuspenseQuery(privatePageQuery).data;
  return (
    <>
      <PageHead title="Min sida" crumbs={[{ label: 'Min sida' }]} lead={`Välkommen ${page.name}. Du är inloggad som privatperson.`} />
      <div className="content">
        <section className="card" aria-labelledby="namn">
          <h2 id="namn">Ditt namn</h2>
          <dl className="facts">
            <dt>Förnamn</dt>
            <dd>{page.givenName}</dd>
            <dt>Efternamn</dt>
            <dd>{page.surname}</dd>
          </dl>
          <p className="soft">Namnet kommer från din e-legitimation och uppdateras när du loggar in.</p>
        </section>
        <section className="stack" aria-labelledby="organisationer">
          <h2 id="organisationer">Organisationer du hör till</h2>
          {page.memberships.length === 0 && <p className="soft">Du hör inte till någon organisation i Mina sidor.</p>}
          {page.memberships.map((membership) => (
            <Membership key={membership.orgNumber} {...membership} />
          ))}
          {page.staffRoles.length > 0 && (
            <p>
              Hos {staffSide(page.staffRoles).employer} är du {page.staffRoles.map(({ label }) => label.toLocaleLowerCase('sv')).join(', ')}
              .
            </p>
          )}
          {(page.memberships.length > 0 || page.staffRoles.length > 0) && (
            <p className="soft">Här är uppgifterna bara information. Logga ut och logga in som arbetsgivare för att representera någon.</p>
          )}
        </section>
        {settingsTabs.length > 0 && (
          <section className="card" aria-labelledby="installningar">
            <h2 id="installningar">Mina inställningar</h2>
            <ul role="list" className="rows">
              {settingsTabs.map(({ label, to }) => (
                <li key={label}>
                  <Link to={to}>{label}</Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        <DownloadExtract />
      </div>
    </>
  );
}

function Membership({ organization, orgNumber, title, status, email, phone, roles, since }: Schemas['OwnMembership']) {
  return (
    <article className="card" aria-label={organization}>
      <h3>{organization}</h3>
      <dl className="facts">
        <dt>Organisationsnummer</dt>
        <dd className="num">{orgNumber}</dd>
        <dt>Titel</dt>
        <dd>{title || '–'}</dd>
        <dt>Behörigheter</dt>
        <dd>{roles.map(({ label }) => label).join(', ') || 'Användare'}</dd>
        <dt>E-post</dt>
        <dd>{email}</dd>
        <dt>Telefonnummer</dt>
        <dd>{phone ?? '–'}</dd>
        <dt>Användare sedan</dt>
        <dd className="num">{since}</dd>
        {status === 'suspended' && (
          <>
            <dt>Status</dt>
            <dd>Tillfälligt avstängd</dd>
          </>
        )}
      </dl>
    </article>
  );
}

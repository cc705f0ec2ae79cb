import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { contactPointsQuery } from '../../api/queries';
import type { SignedIn } from '../../api/session';
import { areas } from '../../shell/areas';
import { PageHead } from '../../shell/PageHead';
import { Notice } from '../../ui/Notice';
import { RegionContact } from '../company/RegionContact';

const Onboarding = lazy(() => import('../company/Onboarding').then((file) => ({ default: file.Onboarding })));

const about: Readonly<Record<(typeof areas)[number]['to'], string>> = {
  '/larlingsanmalningar': 'Anmäl lärlingar och följ hur det går.',
  '/handledare': 'Koppla lärlingar till handledare.',
  '/bestallningar': 'Beställ och godkänn distansutbildningar.',
};

/** "Sammanfattning", the start page of somebody at a building company (B17, B20, B21): what to do first, and the areas that are one's own. */
export function CompanyPage({ session: { person, context } }: { session: SignedIn }) {
  const may = (permission: string) => context.permissions.includes(permission);
  const mine = areas.filter(({ permission }) => may(permission));
  const roles = context.roles.filter(({ code }) => code !== 'medlem').map(({ label }) => label);
  return (
    <>
      <PageHead title="Sammanfattning" lead={`Välkommen ${person.name}. Du representerar ${context.organization?.name ?? ''}.`} />
      <div className="content">
        <UnverifiedContacts />
        {may('people:manage') && (
          <Suspense fallback={<p role="status">Hämtar …</p>}>
            <Onboarding />
          </Suspense>
        )}
        <section className="card" aria-labelledby="dina-roller">
          <h2 id="dina-roller">Dina roller</h2>
          <p>{roles.length ? roles.join(', ') : 'Du har ingen roll än. Företagets administratör kan ge dig en.'}</p>
          {mine.length > 0 && (
            <ul role="list" className="stack">
              {mine.map(({ to, label }) => (
                <li key={to}>
                  <Link to={to}>{label}</Link>
                  <p className="small soft">{about[to]}</p>
                </li>
              ))}
            </ul>
          )}
          {context.roles.some(({ code }) => code === 'handledare') && (
            <p>Som handledare kommer du här att se dina lärlingar och godkänna delmoment i deras e-böcker. Den delen är inte klar än.</p>
          )}
          <RegionContact />
        </section>
      </div>
    </>
  );
}

/** Contact details are required of everybody at a company (B9); those that an administrator wrote are not verified. */
function UnverifiedContacts() {
  const points = useQuery(contactPointsQuery).data;
  if (!points || (points.email && (points.mobile || !points.sms))) return null;
  return (
    <Notice tone="warning" title="Bekräfta din e-postadress och ditt mobilnummer">
      <p>
        Det behövs för att BYN och systemet ska kunna nå dig. Du får en kod till vart och ett.{' '}
        <Link to="/mina-installningar">Till Mina inställningar</Link>
      </p>
    </Notice>
  );
}

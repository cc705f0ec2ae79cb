import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { overviewQuery } from '../../api/queries';
import type { SignedIn } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { Notice } from '../../ui/Notice';
import { StatusBadge } from '../../ui/StatusBadge';
import { AmountCards } from '../economy/AmountCards';
import { RegisterInsats } from '../economy/RegisterInsats';

const Onboarding = lazy(() => import('../company/Onboarding').then((file) => ({ default: file.Onboarding })));

/** "Sammanfattning", the start page of an employer (A16): what is begun, what is newest, and the money. */
export function SummaryPage({ session }: { session: SignedIn }) {
  const overview = useSuspenseQuery(overviewQuery()).data;
  const drafts = overview.insatser.rows.filter((row) => row.status === 'utkast').slice(0, 5);
  const latest = overview.insatser.rows.filter((row) => row.status !== 'utkast').slice(0, 5);
  const open = overview.periods.find((p) => p.code === overview.period)?.open;
  return (
    <>
      <PageHead
        title="Sammanfattning"
        lead={`Välkommen ${session.person.name}. Du representerar ${session.context.organization?.name ?? ''}.`}
      />
      <div className="content">
        {session.context.permissions.includes('people:manage') && (
          <Suspense fallback={<p role="status">Hämtar …</p>}>
            <Onboarding />
          </Suspense>
        )}
        {overview.counts.insatser === 0 && (
          <Notice tone="info" title="Varmt välkommen till nya Mina sidor Arbetsgivare!">
            <p>Här söker ni medel för förebyggande insatser, följer era ansökningar och rekvirerar det som har beviljats.</p>
          </Notice>
        )}
        <section className="stack" aria-labelledby="medel">
          <div className="split">
            <h2 id="medel">Medel {overview.period}</h2>
            <Link to="/ekonomi/$period" params={{ period: overview.period }}>
              Visa ekonomi
            </Link>
          </div>
          <AmountCards amounts={overview.cards} compact />
        </section>
        <div className="columns">
          <section className="card" aria-labelledby="paborjat">
            <h2 id="paborjat">Påbörjade ansökningar</h2>
            {drafts.length === 0 && <p className="soft">Du har inga påbörjade ansökningar.</p>}
            <ul role="list" className="rows">
              {drafts.map((row) => (
                <li key={row.id}>
                  <Link to="/insatser/$id/redigera" params={{ id: row.id }}>
                    {row.name || 'Ansökan utan namn'}
                  </Link>
                  <span className="small soft num">Skapad {row.createdOn}</span>
                </li>
              ))}
            </ul>
            {open && <RegisterInsats period={overview.period} />}
          </section>
          <section className="card" aria-labelledby="senaste">
            <h2 id="senaste">Senaste insatserna</h2>
            {latest.length === 0 && <p className="soft">Här visas era insatser när en ansökan har skickats in.</p>}
            <ul role="list" className="rows">
              {latest.map((row) => (
                <li key={row.id}>
                  <Link to="/insatser/$id" params={{ id: row.id }}>
                    {row.number} {row.name}
                  </Link>
                  <StatusBadge status={row.status} label={row.statusLabel} />
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { insatsQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { kronor } from '../../text/money';
import { Notice } from '../../ui/Notice';
import { Decision } from '../Decision';
import { ActionLink } from '../NotDraft';
import { InsatsAnswers } from './InsatsAnswers';
import { LinkedCases } from './LinkedCases';
import { Requisition } from './Requisition';

/** The insats page with its two tabs (A52–A57, A72). */
export function InsatsPage() {
  const { id } = useParams({ from: '/arbetsgivare/insatser/$id' });
  const { flik } = useSearch({ from: '/arbetsgivare/insatser/$id' });
  const insats = useSuspenseQuery(insatsQuery(id)).data;
  const title = insats.number ? `Förebyggande insats ${insats.number}` : 'Förebyggande insats, utkast';
  const tab = (to: typeof flik, label: string) => (
    <li>
      <Link
        to="/insatser/$id"
        params={{ id }}
        search={to ? { flik: to } : {}}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={flik === to ? 'page' : undefined}
      >
        {label}
      </Link>
    </li>
  );
  return (
    <>
      <PageHead
        title={title}
        caseNumber={insats.number}
        crumbs={[
          { label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: insats.period } } },
          { label: 'Förebyggande insats' },
        ]}
        status={{ status: insats.status, label: insats.statusLabel }}
      >
        <nav aria-label="Insatsens delar">
          <ul role="list" className="tabs">
            {tab(undefined, 'Sammanfattning')}
            {tab('offerter-och-rekvisitioner', 'Offerter och rekvisitioner')}
          </ul>
        </nav>
      </PageHead>
      <div className="content">{flik ? <LinkedCases linked={insats.linked} /> : <Summary insats={insats} />}</div>
    </>
  );
}

function Summary({ insats }: { insats: Schemas['InsatsView'] }) {
  const draft = insats.status === 'utkast';
  return (
    <>
      <div className="split">
        <h2>{insats.form.name || 'Ansökan utan namn'}</h2>
        {draft ? (
          <ActionLink to="/insatser/$id/redigera" params={{ id: insats.id }}>
            Fortsätt med ansökan
          </ActionLink>
        ) : (
          <Requisition insats={insats} />
        )}
      </div>
      {insats.status === 'registreras' && (
        <Notice tone="info" title="Omställningsfonden handlägger ansökan">
          <p>Invänta återkoppling. Du får besked med e-post när fonden har tagit ställning.</p>
        </Notice>
      )}
      {insats.decision && <Decision decision={insats.decision} />}
      <InsatsAmounts amounts={insats.amounts} />
      <div className="columns">
        <section className="card" aria-labelledby="om-insatsen">
          <h2 id="om-insatsen">Om insatsen</h2>
          <div className="texts">
            <h3>Bakgrund och behov</h3>
            <p className="keep-lines">{insats.form.background || '–'}</p>
            <h3>Syfte med insatsen</h3>
            <p className="keep-lines">{insats.form.purpose || '–'}</p>
            <h3>Ansvarig</h3>
            <p>{insats.responsibleName ?? '–'}</p>
          </div>
        </section>
        <section className="card" aria-labelledby="fakta">
          <h2 id="fakta">Sammanfattning</h2>
          <dl className="facts">
            <dt>Period:</dt>
            <dd>{insats.period}</dd>
            <dt>Inskickat datum:</dt>
            <dd>{insats.submittedOn ?? 'Inte inskickad'}</dd>
            <dt>Budgeterad kostnad:</dt>
            <dd>{kronor(insats.appliedOre)}</dd>
            <dt>Genomförs:</dt>
            <dd>{insats.form.startOn ? `${insats.form.startOn} – ${insats.form.endOn ?? ''}` : '–'}</dd>
            <dt>Kontaktperson:</dt>
            <dd>{insats.contactName}</dd>
          </dl>
        </section>
      </div>
      <details className="card">
        <summary>Visa hela ansökan</summary>
        <InsatsAnswers insats={insats} />
      </details>
    </>
  );
}

/** Reserverat, Avräknat, Kvar (A54), and beside them what may be requisitioned: never the offers' part (§9.2). */
function InsatsAmounts({ amounts }: { amounts: Schemas['InsatsAmounts'] }) {
  const shown = [
    { label: 'Reserverat belopp', ore: amounts.grantedOre },
    { label: 'Avräknat', ore: amounts.settledOre },
    { label: 'Kvar att utnyttja', ore: amounts.remainingOre },
    { label: 'Möjligt att rekvirera', ore: amounts.requisitionableOre, help: pendingText(amounts.pendingOre) },
  ];
  return (
    <dl className="amounts amount-cards">
      {shown.map(({ label, ore, help }) => (
        <div key={label} className="amount-card" data-part="allottedOre">
          <dt>{label}</dt>
          <dd className="num">{kronor(ore)}</dd>
          {help && <dd className="amount-help">{help}</dd>}
        </div>
      ))}
    </dl>
  );
}

const pendingText = (ore: number): string => (ore > 0 ? `${kronor(ore)} är rekvirerat och väntar på beslut.` : '');

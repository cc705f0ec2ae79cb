import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { overviewQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { AmountCards } from './AmountCards';
import { countText, tabs, type Tab } from './economy-search';
import { InsatsList } from './InsatsList';
import { OffertList } from './OffertList';
import { RegisterInsats } from './RegisterInsats';
import { RequisitionList } from './RequisitionList';
import { SearchField } from './SearchField';

const labels: Record<Tab, string> = { insatser: 'Förebyggande insatser', offerter: 'Offerter', rekvisitioner: 'Rekvisitioner' };

/** The economy of a period: tabs of periods, four amounts, and one table in three tabs (A37–A46). */
export function EconomyPage() {
  const { period } = useParams({ from: '/arbetsgivare/ekonomi/$period' });
  const search = useSearch({ from: '/arbetsgivare/ekonomi/$period' });
  const overview = useSuspenseQuery(overviewQuery(period)).data;
  const tab = search.flik ?? 'insatser';
  const counts: Record<Tab, number> = {
    insatser: overview.counts.insatser,
    offerter: overview.counts.offerter,
    rekvisitioner: overview.counts.requisitions,
  };
  const chosen = overview.periods.find((p) => p.code === overview.period);
  return (
    <>
      <PageHead
        title={`Ekonomi ${overview.period}`}
        crumbs={[{ label: 'Ekonomi' }]}
        lead={chosen?.lastRequisitionOn && `Medel för perioden ska rekvireras senast ${chosen.lastRequisitionOn}.`}
      >
        <nav aria-label="Avtalsperioder">
          <ul role="list" className="tabs">
            {overview.periods.map((p) => (
              <li key={p.id}>
                <Link
                  to="/ekonomi/$period"
                  params={{ period: p.code }}
                  activeOptions={{ exact: true }}
                  aria-current={p.code === overview.period ? 'page' : undefined}
                >
                  {p.code}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </PageHead>
      <div className="content">
        <AmountCards amounts={overview.cards} />
        <section className="listing" aria-labelledby="listan">
          <div className="listing-head">
            <h2 id="listan" className="visually-hidden">
              {labels[tab]}
            </h2>
            <nav aria-label="Listor">
              <ul role="list" className="tabs tabs-page">
                {tabs.map((t) => (
                  <li key={t}>
                    <Link
                      to="/ekonomi/$period"
                      params={{ period }}
                      search={t === 'insatser' ? {} : { flik: t }}
                      resetScroll={false}
                      activeOptions={{ exact: true }}
                      aria-current={t === tab ? 'page' : undefined}
                    >
                      {labels[t]} <span className="count">{countText(counts[t])}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            {chosen?.open && <RegisterInsats period={period} />}
          </div>
          <SearchField key={`${period} ${tab}`} value={search.q ?? ''} />
          {tab === 'insatser' && (
            <InsatsList search={{ ...search, period }} first={search.q || search.sort ? undefined : overview.insatser} />
          )}
          {tab === 'offerter' && <OffertList search={{ period, q: search.q }} />}
          {tab === 'rekvisitioner' && <RequisitionList search={{ period, q: search.q }} />}
        </section>
      </div>
    </>
  );
}

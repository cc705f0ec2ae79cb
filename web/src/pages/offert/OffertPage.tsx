import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { offertQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { kronor } from '../../text/money';

/** "Offert" (A47–A51). */
export function OffertPage() {
  const { id } = useParams({ from: '/arbetsgivare/offerter/$id' });
  const offert = useSuspenseQuery(offertQuery(id)).data;
  return (
    <>
      <PageHead
        title={`Offert ${offert.number}`}
        caseNumber={offert.number}
        crumbs={[
          { label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: offert.period }, search: { flik: 'offerter' } } },
          { label: 'Offert' },
        ]}
        status={{ status: offert.status, label: offert.statusLabel }}
      />
      <div className="content">
        <dl className="amounts amount-cards">
          {[
            ['Datum', offert.issuedOn],
            ['Giltig tom', offert.validThrough],
            ['Total summa', kronor(offert.totalOre)],
          ].map(([label, value]) => (
            <div key={label} className="amount-card" data-part="allottedOre">
              <dt>{label}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
        <section className="card" aria-labelledby="innehall-offert">
          <h2 id="innehall-offert">Offertens innehåll</h2>
          <p className="keep-lines">{offert.content || '–'}</p>
        </section>
        <section className="stack" aria-labelledby="kostnader">
          <h2 id="kostnader">Kostnader</h2>
          <div className="card table-card">
            <table className="table cards-when-narrow">
              <caption className="visually-hidden">Kostnader</caption>
              <thead>
                <tr>
                  <th scope="col">Beskrivning</th>
                  <th scope="col" className="amount">
                    Antal
                  </th>
                  <th scope="col" className="amount">
                    Enhetspris
                  </th>
                  <th scope="col" className="amount">
                    Totalt pris
                  </th>
                </tr>
              </thead>
              <tbody>
                {offert.lines.map((line, n) => (
                  <tr key={n}>
                    <th scope="row" data-label="Beskrivning">
                      {line.description || 'Artikel ur fondens katalog'}
                    </th>
                    <td data-label="Antal" className="amount">
                      {line.quantity.replace('.', ',')}
                    </td>
                    <td data-label="Enhetspris" className="amount">
                      {kronor(line.unitOre)}
                    </td>
                    <td data-label="Totalt pris" className="amount">
                      {kronor(line.totalOre)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <section className="card" aria-labelledby="hor-till">
          <h2 id="hor-till">Förebyggande insats</h2>
          <p>
            <Link to="/insatser/$id" params={{ id: offert.insatsId }}>
              {offert.insatsNumber} {offert.insatsName}
            </Link>
          </p>
        </section>
      </div>
    </>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { requisitionQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { momentText } from '../../text/dates';
import { kronor } from '../../text/money';
import { Notice } from '../../ui/Notice';
import { Decision } from '../Decision';
import { ActionLink } from '../NotDraft';
import { RequisitionAnswers } from './RequisitionAnswers';

/** A requisition that has been sent in, and what the fund decided. */
export function RequisitionPage() {
  const { id } = useParams({ from: '/arbetsgivare/rekvisitioner/$id' });
  const requisition = useSuspenseQuery(requisitionQuery(id)).data;
  const draft = requisition.status === 'utkast';
  return (
    <>
      <PageHead
        title={requisition.number ? `Rekvisition ${requisition.number}` : 'Rekvisition, utkast'}
        caseNumber={requisition.number}
        crumbs={[
          { label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: requisition.period }, search: { flik: 'rekvisitioner' } } },
          { label: 'Rekvisition' },
        ]}
        status={{ status: requisition.status, label: requisition.statusLabel }}
      />
      <div className="content narrow">
        {draft && (
          <p className="actions">
            <ActionLink to="/rekvisitioner/$id/redigera" params={{ id }}>
              Fortsätt med rekvisitionen
            </ActionLink>
          </p>
        )}
        {requisition.status === 'inskickad' && (
          <Notice tone="info" title="Omställningsfonden handlägger rekvisitionen">
            <p>Invänta återkoppling. Du får besked med e-post när fonden har tagit ställning.</p>
          </Notice>
        )}
        {requisition.decision && <Decision decision={requisition.decision} />}
        <dl className="amounts amount-cards">
          <div className="amount-card" data-part="allottedOre">
            <dt>Rekvirerat</dt>
            <dd className="num">{kronor(requisition.claimedOre)}</dd>
          </div>
          <div className="amount-card" data-part="allottedOre">
            <dt>Godkänt</dt>
            <dd className="num">{requisition.decision ? kronor(requisition.approvedOre) : '–'}</dd>
          </div>
        </dl>
        <section className="card" aria-labelledby="uppgifter">
          <h2 id="uppgifter">Uppgifter</h2>
          <dl className="facts">
            <dt>Förebyggande insats:</dt>
            <dd>
              <Link to="/insatser/$id" params={{ id: requisition.insatsId }}>
                {requisition.insatsNumber} {requisition.insatsName}
              </Link>
            </dd>
            {requisition.submittedAt && (
              <>
                <dt>Inskickad:</dt>
                <dd>{momentText(requisition.submittedAt)}</dd>
              </>
            )}
          </dl>
          <RequisitionAnswers requisition={requisition} />
        </section>
      </div>
    </>
  );
}

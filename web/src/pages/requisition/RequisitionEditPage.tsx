import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { requisitionQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ActionLink, NotDraft } from '../NotDraft';
import { RequisitionEditor } from './RequisitionEditor';

/** "Rekvirera medel för förebyggande insats 8-2403267" (A73). */
export function RequisitionEditPage() {
  const { id } = useParams({ from: '/arbetsgivare/rekvisitioner/$id/redigera' });
  const requisition = useSuspenseQuery(requisitionQuery(id)).data;
  const { insatsId, insatsNumber, insatsName, period } = requisition;
  return (
    <>
      <PageHead
        title={`Rekvirera medel för förebyggande insats ${insatsNumber}`}
        caseNumber={requisition.number ?? insatsNumber}
        crumbs={[
          { label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period } } },
          { label: 'Förebyggande insats', link: { to: '/insatser/$id', params: { id: insatsId } } },
          { label: 'Rekvirera medel' },
        ]}
        status={{ status: requisition.status, label: requisition.statusLabel }}
        lead={insatsName}
      />
      <div className="content">
        {requisition.status === 'utkast' ? (
          <RequisitionEditor key={id} requisition={requisition} />
        ) : (
          <NotDraft text={`Rekvisitionen är inskickad och har nummer ${requisition.number}. Den går inte längre att ändra.`}>
            <ActionLink to="/rekvisitioner/$id" params={{ id }}>
              Visa rekvisitionen
            </ActionLink>
          </NotDraft>
        )}
      </div>
    </>
  );
}

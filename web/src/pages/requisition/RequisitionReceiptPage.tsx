import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { requisitionReceiptQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { kronor } from '../../text/money';
import { ActionLink, SecondaryLink } from '../NotDraft';
import { Receipt } from '../Receipt';

/** The receipt of a requisition. */
export function RequisitionReceiptPage() {
  const { id } = useParams({ from: '/arbetsgivare/rekvisitioner/$id/kvittens' });
  const receipt = useSuspenseQuery(requisitionReceiptQuery(id)).data;
  return (
    <>
      <PageHead
        title="Kvittens"
        caseNumber={receipt.number}
        crumbs={[{ label: 'Ekonomi', link: { to: '/ekonomi' } }, { label: 'Kvittens' }]}
      />
      <div className="content narrow">
        <Receipt
          receipt={receipt}
          what="Rekvisitionen"
          next={
            <>
              <ActionLink to="/rekvisitioner/$id" params={{ id }}>
                Visa rekvisitionen
              </ActionLink>
              <SecondaryLink to="/insatser/$id" params={{ id: receipt.insatsId }}>
                Till insatsen
              </SecondaryLink>
            </>
          }
        >
          <dt>Att betala i SEK:</dt>
          <dd className="num">{kronor(receipt.claimedOre)}</dd>
        </Receipt>
      </div>
    </>
  );
}

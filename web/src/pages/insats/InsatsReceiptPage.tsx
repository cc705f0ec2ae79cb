import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { insatsReceiptQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';
import { ActionLink, SecondaryLink } from '../NotDraft';
import { Receipt } from '../Receipt';

/** The receipt of an application. */
export function InsatsReceiptPage() {
  const { id } = useParams({ from: '/arbetsgivare/insatser/$id/kvittens' });
  const receipt = useSuspenseQuery(insatsReceiptQuery(id)).data;
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
          what="Ansökan"
          next={
            <>
              <ActionLink to="/insatser/$id" params={{ id }}>
                Visa insatsen
              </ActionLink>
              <SecondaryLink to="/ekonomi">Till ekonomi</SecondaryLink>
            </>
          }
        >
          <dt>Namn på insats:</dt>
          <dd>{receipt.name}</dd>
        </Receipt>
      </div>
    </>
  );
}

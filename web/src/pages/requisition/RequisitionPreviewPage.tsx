import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, call, edit } from '../../api/client';
import { requisitionPreviewQuery, requisitionQuery, requisitionReceiptQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { SubmitBar } from '../../forms/SubmitBar';
import { useSubmission } from '../../forms/useSubmission';
import { PageHead } from '../../shell/PageHead';
import { kronor } from '../../text/money';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { ActionLink, NotDraft, SecondaryLink } from '../NotDraft';
import { RequisitionAnswers } from './RequisitionAnswers';

/** The preview of a requisition, and "Skicka in rekvisitionen" (A82, C7). */
export function RequisitionPreviewPage() {
  const { id } = useParams({ from: '/arbetsgivare/rekvisitioner/$id/forhandsgranska' });
  const requisition = useSuspenseQuery(requisitionQuery(id)).data;
  const draft = requisition.status === 'utkast';
  const preview = useQuery({ ...requisitionPreviewQuery(id), enabled: draft }).data;
  const navigate = useNavigate();
  const submission = useSubmission(
    (key) =>
      call(() => api.POST('/api/v1/requisitions/{id}/submission', { params: { path: { id }, header: edit(key, requisition.version) } })),
    async (receipt) => {
      queryClient.setQueryData(requisitionReceiptQuery(id).queryKey, receipt);
      await navigate({ to: '/rekvisitioner/$id/kvittens', params: { id }, replace: true });
      void queryClient.invalidateQueries();
    },
    'leaves',
  );
  const faults = submission.problem?.errors.length ? submission.problem.errors : (preview?.errors ?? []);
  return (
    <>
      <PageHead
        title="Förhandsgranska rekvisitionen"
        caseNumber={requisition.insatsNumber}
        crumbs={[
          { label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: requisition.period } } },
          { label: 'Förebyggande insats', link: { to: '/insatser/$id', params: { id: requisition.insatsId } } },
          { label: 'Förhandsgranska' },
        ]}
        lead={`Förebyggande insats ${requisition.insatsNumber}, ${requisition.insatsName}`}
      />
      <div className="content narrow">
        {!draft ? (
          <NotDraft text={`Rekvisitionen är inskickad och har nummer ${requisition.number}.`}>
            <ActionLink to="/rekvisitioner/$id" params={{ id }}>
              Visa rekvisitionen
            </ActionLink>
          </NotDraft>
        ) : (
          <>
            <ErrorSummary
              faults={faults}
              attempt={submission.attempt}
              what="rekvisitionen"
              onGo={({ path }) => void navigate({ to: '/rekvisitioner/$id/redigera', params: { id }, hash: fieldId(path) })}
            />
            {requisition.form.isFinal && requisition.releasedIfFinalOre > 0 && (
              <Notice
                tone="warning"
                title={`${kronor(requisition.releasedIfFinalOre)} återgår till era medel när slutrekvireringen godkänns.`}
              />
            )}
            <div className="card">
              <h2>Rekvisition</h2>
              <RequisitionAnswers requisition={requisition} faults={faults} />
            </div>
            <SubmitBar
              submission={submission}
              action={requisition.actions.find(({ name }) => name === 'submit')}
              label="Skicka in rekvisitionen"
              onReload={() => void queryClient.invalidateQueries({ queryKey: ['requisition', id] })}
              back={
                <SecondaryLink to="/rekvisitioner/$id/redigera" params={{ id }}>
                  Tillbaka
                </SecondaryLink>
              }
            />
          </>
        )}
      </div>
    </>
  );
}

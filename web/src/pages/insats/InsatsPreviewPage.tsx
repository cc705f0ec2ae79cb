import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, call, edit } from '../../api/client';
import { insatsPreviewQuery, insatsQuery, insatsReceiptQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { SubmitBar } from '../../forms/SubmitBar';
import { useSubmission } from '../../forms/useSubmission';
import { PageHead } from '../../shell/PageHead';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { ActionLink, NotDraft, SecondaryLink } from '../NotDraft';
import { InsatsAnswers } from './InsatsAnswers';

/** "Förhandsgranska" (A69, A70): everything as it is stored, what is missing, and "Skicka in". */
export function InsatsPreviewPage() {
  const { id } = useParams({ from: '/arbetsgivare/insatser/$id/forhandsgranska' });
  const insats = useSuspenseQuery(insatsQuery(id)).data;
  const draft = insats.status === 'utkast';
  const preview = useQuery({ ...insatsPreviewQuery(id), enabled: draft }).data;
  const navigate = useNavigate();
  const submission = useSubmission(
    (key) => call(() => api.POST('/api/v1/insatser/{id}/submission', { params: { path: { id }, header: edit(key, insats.version) } })),
    async (receipt) => {
      queryClient.setQueryData(insatsReceiptQuery(id).queryKey, receipt);
      await navigate({ to: '/insatser/$id/kvittens', params: { id }, replace: true });
      void queryClient.invalidateQueries();
    },
    'leaves',
  );
  const faults = submission.problem?.errors.length ? submission.problem.errors : (preview?.errors ?? []);
  const action = insats.actions.find(({ name }) => name === 'submit');
  return (
    <>
      <PageHead
        title="Förhandsgranska ansökan"
        caseNumber={insats.number}
        crumbs={[{ label: 'Ekonomi', link: { to: '/ekonomi/$period', params: { period: insats.period } } }, { label: 'Förhandsgranska' }]}
        lead="Kontrollera att uppgifterna stämmer innan du skickar in."
      />
      <div className="content narrow">
        {!draft ? (
          <NotDraft text={`Ansökan är inskickad och har nummer ${insats.number}.`}>
            <ActionLink to="/insatser/$id" params={{ id }}>
              Visa insatsen
            </ActionLink>
          </NotDraft>
        ) : (
          <>
            <ErrorSummary
              faults={faults}
              attempt={submission.attempt}
              what="ansökan"
              onGo={({ path }) => void navigate({ to: '/insatser/$id/redigera', params: { id }, hash: fieldId(path) })}
            />
            {preview?.warnings.map((warning) => (
              <Notice key={warning.code} tone="warning" title={warning.message} />
            ))}
            <div className="card">
              <h2>Anmälan om insats</h2>
              <InsatsAnswers insats={insats} faults={faults} />
            </div>
            <SubmitBar
              submission={submission}
              action={action}
              label="Skicka in"
              onReload={() => void queryClient.invalidateQueries({ queryKey: ['insats', id] })}
              back={
                <SecondaryLink to="/insatser/$id/redigera" params={{ id }}>
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

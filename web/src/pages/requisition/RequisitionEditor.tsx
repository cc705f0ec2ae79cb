import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, edit, type Schemas } from '../../api/client';
import { asProblem } from '../../api/problem';
import { requisitionPreviewQuery, requisitionQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import type { CostLinesHandle } from '../../forms/CostLines';
import { DraftBar } from '../../forms/DraftBar';
import { useDraft } from '../../forms/useDraft';
import { useFaults } from '../../forms/useFaults';
import { ErrorSummary, useFieldInAddress } from '../../ui/ErrorSummary';
import { toPayload, toValues, type RequisitionValues } from './requisition-form';
import { RequisitionFields } from './RequisitionFields';

const RequisitionConflict = lazy(() => import('./RequisitionConflict'));

/** The form of a requisition with its autosave, its faults and the way on to the preview. */
export function RequisitionEditor({ requisition }: { requisition: Schemas['RequisitionView'] }) {
  const { id, insatsId } = requisition;
  const navigate = useNavigate();
  const form = useForm<RequisitionValues>({ defaultValues: toValues(requisition.form), mode: 'onTouched' });
  const lines = useRef<CostLinesHandle>(null);
  const faults = useFaults();
  const [busy, setBusy] = useState(false);
  const [conflictSeen, setConflictSeen] = useState(false);

  const draft = useDraft({
    view: requisition,
    form,
    payload: toPayload,
    save: async (body, version, key) => {
      const saved = await call(() => api.PUT('/api/v1/requisitions/{id}', { params: { path: { id }, header: edit(key, version) }, body }));
      queryClient.setQueryData(requisitionQuery(id).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['insats', insatsId], refetchType: 'none' });
      return saved;
    },
  });
  useFieldInAddress();
  const { problem } = draft;
  const { show } = faults;
  useEffect(() => {
    if (problem && problem.errors.length > 0) show(problem.errors);
    setConflictSeen(false);
  }, [problem, show]);

  async function preview() {
    if (!lines.current!.commit()) return;
    setBusy(true);
    // A save that fails says so in the bar, or opens the comparison of two versions.
    const saved = await draft.flush().catch(() => null);
    try {
      if (saved === null) return;
      const { errors } = await queryClient.fetchQuery(requisitionPreviewQuery(id));
      faults.show(errors);
      if (errors.length === 0) await navigate({ to: '/rekvisitioner/$id/forhandsgranska', params: { id } });
    } catch (thrown) {
      faults.show([{ path: '', code: asProblem(thrown).code, message: asProblem(thrown).title }]);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className="stack form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void preview();
      }}
    >
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      <RequisitionFields requisition={requisition} form={form} faults={faults} lines={lines} />
      <DraftBar
        id={id}
        kind="requisition"
        draft={draft}
        busy={busy}
        remove={requisition.actions.find((action) => action.name === 'delete')}
      />
      <Suspense>
        {problem?.status === 412 && !conflictSeen && (
          <RequisitionConflict requisition={requisition} form={form} onResolve={draft.resolve} onClose={() => setConflictSeen(true)} />
        )}
      </Suspense>
    </form>
  );
}

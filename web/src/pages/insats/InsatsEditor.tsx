import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, edit, type Schemas } from '../../api/client';
import { asProblem, type FieldFault } from '../../api/problem';
import { insatserChanged, insatsPreviewQuery, insatsQuery, membersQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import type { CostLinesHandle } from '../../forms/CostLines';
import { DraftBar } from '../../forms/DraftBar';
import { useDraft } from '../../forms/useDraft';
import { useFaults } from '../../forms/useFaults';
import { ErrorSummary, useFieldInAddress } from '../../ui/ErrorSummary';
import { dateRule, participantsRule, toPayload, toValues, type InsatsValues } from './insats-form';
import { InsatsContents } from './InsatsContents';
import { InsatsFields } from './InsatsFields';

const InsatsConflict = lazy(() => import('./InsatsConflict'));

/** The form with its autosave, its faults and the way on to the preview. */
export function InsatsEditor({ insats }: { insats: Schemas['InsatsView'] }) {
  const { members } = useSuspenseQuery(membersQuery).data;
  const navigate = useNavigate();
  const form = useForm<InsatsValues>({ defaultValues: toValues(insats.form), mode: 'onTouched' });
  const lines = useRef<CostLinesHandle>(null);
  const faults = useFaults();
  const [busy, setBusy] = useState(false);
  const [conflictSeen, setConflictSeen] = useState(false);

  const draft = useDraft({
    view: insats,
    form,
    payload: toPayload,
    save: async (body, version, key) => {
      const saved = await call(() =>
        api.PUT('/api/v1/insatser/{id}', { params: { path: { id: insats.id }, header: edit(key, version) }, body }),
      );
      queryClient.setQueryData(insatsQuery(insats.id).queryKey, saved);
      insatserChanged();
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
    const written = unreadable(form.getValues());
    setBusy(true);
    // A save that fails says so in the bar, or opens the comparison of two versions.
    const saved = await draft.flush().catch(() => null);
    try {
      if (saved === null) return;
      const { errors } = await queryClient.fetchQuery(insatsPreviewQuery(insats.id));
      const found = [...written, ...errors.filter((error) => !written.some((fault) => fault.path === error.path))];
      faults.show(found);
      if (found.length === 0) await navigate({ to: '/insatser/$id/forhandsgranska', params: { id: insats.id } });
    } catch (thrown) {
      faults.show([{ path: '', code: asProblem(thrown).code, message: asProblem(thrown).title }]);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="form-layout">
      <InsatsContents />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void preview();
        }}
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        <InsatsFields insats={insats} members={members} form={form} faults={faults} lines={lines} />
        <DraftBar
          id={insats.id}
          kind="insats"
          draft={draft}
          busy={busy}
          remove={insats.actions.find((action) => action.name === 'delete')}
        />
      </form>
      <Suspense>
        {problem?.status === 412 && !conflictSeen && (
          <InsatsConflict insats={insats} form={form} members={members} onResolve={draft.resolve} onClose={() => setConflictSeen(true)} />
        )}
      </Suspense>
    </div>
  );
}

/** What is written in a way that can't be saved: it would silently be missing otherwise. */
function unreadable(values: InsatsValues): FieldFault[] {
  const rules = {
    consultationOn: values.consultationDone === 'ja' ? dateRule(values.consultationOn) : true,
    startOn: dateRule(values.startOn),
    endOn: dateRule(values.endOn),
    participantCount: participantsRule(values.participantCount),
  };
  return Object.entries(rules).flatMap(([path, rule]) => (rule === true ? [] : [{ path, code: 'unreadable', message: rule }]));
}

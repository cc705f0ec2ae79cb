import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { insatsQuery } from '../../api/queries';
import ConflictDialog, { type Difference } from '../../forms/ConflictDialog';
import { insatsLabels as labels, toPayload, toValues, type InsatsValues } from './insats-form';
import { answerText } from './insats-answers';

interface Props {
  id: string;
  members: readonly Schemas['Colleague'][];
  form: UseFormReturn<InsatsValues>;
  onResolve: (version: number, draft: Schemas['InsatsForm'] | null) => Promise<void>;
  onClose: () => void;
}

/** The draft was saved elsewhere: compares it with this page, and saves what the person chooses. */
export default function InsatsConflict({ id, members, form, onResolve, onClose }: Props) {
  const saved = useQuery({ ...insatsQuery(id), queryKey: ['insats', id, 'conflict'], staleTime: 0, gcTime: 0 }).data;
  if (!saved) return null;
  const mine = toPayload(form.getValues());
  const theirs = saved.form;
  const keys = (Object.keys(labels) as (keyof Schemas['InsatsForm'])[]).filter(
    (key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key]),
  );
  const differences: Difference[] = keys.map((key) => ({
    path: key,
    label: labels[key],
    mine: answerText(mine, key, members),
    theirs: answerText(theirs, key, members),
  }));
  return (
    <ConflictDialog
      differences={differences}
      onClose={onClose}
      onChoose={(taken) => {
        const values = toValues(theirs);
        for (const key of keys) if (taken.has(key)) form.setValue(key, values[key] as never);
        void onResolve(saved.version, toPayload(form.getValues())).catch(() => undefined);
      }}
    />
  );
}

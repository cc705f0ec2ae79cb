import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { requisitionQuery } from '../../api/queries';
import ConflictDialog, { type Difference } from '../../forms/ConflictDialog';
import { answerText, requisitionLabels as labels, toPayload, toValues, type RequisitionValues } from './requisition-form';

interface Props {
  id: string;
  form: UseFormReturn<RequisitionValues>;
  onResolve: (version: number, draft: Schemas['RequisitionForm'] | null) => Promise<void>;
  onClose: () => void;
}

/** The draft was saved elsewhere: compares it with this page, and saves what the person chooses. */
export default function RequisitionConflict({ id, form, onResolve, onClose }: Props) {
  const saved = useQuery({ ...requisitionQuery(id), queryKey: ['requisition', id, 'conflict'], staleTime: 0, gcTime: 0 }).data;
  if (!saved) return null;
  const mine = toPayload(form.getValues());
  const theirs = saved.form;
  const keys = (Object.keys(labels) as (keyof RequisitionValues)[]).filter(
    (key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key]),
  );
  const differences: Difference[] = keys.map((key) => ({
    path: key,
    label: labels[key],
    mine: answerText(mine, key),
    theirs: answerText(theirs, key),
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

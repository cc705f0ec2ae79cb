import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { requisitionQuery } from '../../api/queries';
import DraftConflict from '../../forms/DraftConflict';
import { answerText, requisitionLabels, toPayload, toValues, type RequisitionValues } from './requisition-form';

interface Props {
  requisition: Schemas['RequisitionView'];
  form: UseFormReturn<RequisitionValues>;
  onResolve: (version: number, draft: Schemas['RequisitionForm']) => Promise<void>;
  onClose: () => void;
}

/** The draft of a requisition was saved elsewhere. */
export default function RequisitionConflict({ requisition: { id, form: base }, ...rest }: Props) {
  const saved = useQuery({ ...requisitionQuery(id), queryKey: ['requisition', id, 'conflict'], staleTime: 0, gcTime: 0 }).data;
  if (!saved) return null;
  return (
    <DraftConflict
      base={base}
      saved={saved}
      toPayload={toPayload}
      toValues={toValues}
      labels={requisitionLabels}
      text={answerText}
      {...rest}
    />
  );
}

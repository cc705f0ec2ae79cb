import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { insatsQuery } from '../../api/queries';
import DraftConflict from '../../forms/DraftConflict';
import { answerText } from './insats-answers';
import { insatsLabels, toPayload, toValues, type InsatsValues } from './insats-form';

interface Props {
  insats: Schemas['InsatsView'];
  members: readonly Schemas['Colleague'][];
  form: UseFormReturn<InsatsValues>;
  onResolve: (version: number, draft: Schemas['InsatsForm']) => Promise<void>;
  onClose: () => void;
}

/** The draft of an insats was saved elsewhere. */
export default function InsatsConflict({ insats, members, ...rest }: Props) {
  const saved = useQuery({ ...insatsQuery(insats.id), queryKey: ['insats', insats.id, 'conflict'], staleTime: 0, gcTime: 0 }).data;
  if (!saved) return null;
  const how = {
    toPayload,
    toValues,
    labels: insatsLabels,
    text: (form: Schemas['InsatsForm'], key: keyof Schemas['InsatsForm']) => answerText(form, key, members),
  };
  return <DraftConflict base={insats.form} saved={saved} {...how} {...rest} />;
}

import { useCallback, useEffect, useRef, useState } from 'react';
import { useBlocker } from '@tanstack/react-router';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { Problem } from '../api/problem';
import { Saver, type SaveState } from './saver';

interface Options<V extends FieldValues, P, R extends { version: number; updatedAt: string }> {
  view: R;
  form: UseFormReturn<V>;
  /** The form's values as the API wants them. */
  payload: (values: V) => P;
  save: (payload: P, version: number, key: string) => Promise<R>;
}

/** Saves the form as a draft while one writes, when the page is hidden or left, and when the connection comes back. */
export function useDraft<V extends FieldValues, P, R extends { version: number; updatedAt: string }>({
  view,
  form,
  payload,
  save,
}: Options<V, P, R>) {
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: view.updatedAt });
  const latest = useRef({ payload, save });
  useEffect(() => {
    latest.current = { payload, save };
  });
  const [saver] = useState(
    () =>
      new Saver<P>({
        version: view.version,
        updatedAt: view.updatedAt,
        save: (draft, version, key) => latest.current.save(draft, version, key),
        onState: setState,
      }),
  );
  const current = useCallback(() => latest.current.payload(form.getValues()), [form]);

  useEffect(() => {
    saver.start();
    const stopListening = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => saver.change(latest.current.payload(values)),
    });
    const now = () => void (saver.dirty && saver.flush().catch(() => undefined));
    const warn = (event: BeforeUnloadEvent) => {
      if (!saver.dirty) return;
      now();
      event.preventDefault();
    };
    window.addEventListener('online', now);
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', now);
    return () => {
      stopListening();
      window.removeEventListener('online', now);
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', now);
      saver.stop();
    };
  }, [form, saver]);

  useBlocker({
    enableBeforeUnload: false,
    shouldBlockFn: async () => {
      if (!saver.dirty) return false;
      const isSaved = await saver.flush().then(
        () => true,
        () => false,
      );
      return !isSaved && !window.confirm('Det senaste du skrev är inte sparat. Vill du lämna sidan ändå?');
    },
  });

  const problem: Problem | null = state.kind === 'failed' ? state.problem : null;
  return {
    state,
    problem,
    current,
    /** Saves what is unsaved and gives the version that the server has then. */
    flush: useCallback(async () => {
      await saver.flush();
      return saver.version;
    }, [saver]),
    /** After a conflict: go on from this version; `draft` is what to save over it, null when theirs was taken. */
    resolve: useCallback(
      async (version: number, draft: P | null) => {
        saver.resolve(version, draft);
        await saver.flush();
      },
      [saver],
    ),
  };
}

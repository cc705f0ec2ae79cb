import { notifyManager, QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem';

/**
 * What is read anew is drawn together with what the page sets when it has waited for it. By the default timer it comes a moment later, and
 * the old value shows in between.
 */
notifyManager.setScheduler(queueMicrotask);

/** What has been read from the server, kept for half a minute; only a passing fault is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (times, thrown) => times < 1 && asProblem(thrown).passing,
      retryDelay: 700,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

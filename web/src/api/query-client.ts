import { QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem';

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

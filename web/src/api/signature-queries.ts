import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, call } from './client';

/** One's own signatures, newest first. */
export const signaturesQuery = infiniteQueryOptions({
  queryKey: ['signatures'],
  queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/signatures', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
});

/** One signature with the result of verifying it; a new reading is a new verification. */
export const signatureQuery = (id: string) =>
  queryOptions({
    queryKey: ['signature', id],
    queryFn: () => call(() => api.GET('/api/v1/signatures/{id}', { params: { path: { id } } })),
  });

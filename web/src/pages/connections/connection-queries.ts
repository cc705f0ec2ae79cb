import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, call } from '../../api/client';

/** Reading what has to do with being connected to a company. */
export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  staleTime: Infinity,
  queryFn: () => call(() => api.GET('/api/v1/regions')),
});
export const myConnectionsQuery = queryOptions({
  queryKey: ['connections', 'mine'],
  staleTime: 0,
  queryFn: () => call(() => api.GET('/api/v1/me/connection-requests')),
});
export const deskRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/admin/connection-requests/{id}', { params: { path: { id } } })),
  });

export const deskStatuses = {
  ansokt: 'Ansökt',
  under_handlaggning: 'Under handläggning',
  mer_information: 'Mer information begärd',
  kopplad: 'Kopplad',
  avslagen: 'Avslagen',
  atertagen: 'Återtagen',
  utgangen: 'Utgången',
} as const;
export type DeskStatus = keyof typeof deskStatuses;

export const deskQueueQuery = (status?: DeskStatus) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'desk', status ?? 'open'],
    staleTime: 0,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      call(() =>
        api.GET('/api/v1/admin/connection-requests', {
          params: { query: { ...(status ? { status } : {}), ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (last) => last.next,
  });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { paths } from '../api.gen';
import { api, call, type Schemas } from './client';
import { queryClient } from './query-client';

/** Every reading of the server, one line each; the key says what it is and for which id. */

export const operatorQuery = queryOptions({
  queryKey: ['operator'],
  staleTime: Infinity,
  queryFn: () => call(() => api.GET('/api/v1/operator')),
});

export const myOrganizationsQuery = queryOptions({
  queryKey: ['my-organizations'],
  queryFn: () => call(() => api.GET('/api/v1/me/organizations')),
});

/** What keeps the person from acting for an organisation that knows him or her. */
export const obstaclesQuery = queryOptions({
  queryKey: ['obstacles'],
  staleTime: 0,
  queryFn: () => call(() => api.GET('/api/v1/me/obstacles')),
});

/** Own e-mail and mobile; asked again now and then while a code is on its way. */
export const contactPointsQuery = queryOptions({
  queryKey: ['contact-points'],
  staleTime: 0,
  queryFn: () => call(() => api.GET('/api/v1/me/contact-points')),
});

export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  staleTime: 0,
  queryFn: () => call(() => api.GET('/api/v1/me/sessions')),
});

export const privatePageQuery = queryOptions({
  queryKey: ['private-page'],
  queryFn: () => call(() => api.GET('/api/v1/private/me')),
});

export const membersQuery = queryOptions({
  queryKey: ['members'],
  staleTime: 300_000,
  queryFn: () => call(() => api.GET('/api/v1/members')),
});

export const overviewQuery = (period?: string) =>
  queryOptions({
    queryKey: ['overview', period ?? 'current'],
    queryFn: () => call(() => api.GET('/api/v1/overview', { params: { query: period ? { period } : {} } })),
  });

export const insatsQuery = (id: string) =>
  queryOptions({ queryKey: ['insats', id], queryFn: () => call(() => api.GET('/api/v1/insatser/{id}', { params: { path: { id } } })) });

export const insatsPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['insats', id, 'preview'],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/insatser/{id}/preview', { params: { path: { id } } })),
  });

export const insatsReceiptQuery = (id: string) =>
  queryOptions({
    queryKey: ['insats', id, 'receipt'],
    queryFn: () => call(() => api.GET('/api/v1/insatser/{id}/receipt', { params: { path: { id } } })),
  });

export const requisitionQuery = (id: string) =>
  queryOptions({
    queryKey: ['requisition', id],
    queryFn: () => call(() => api.GET('/api/v1/requisitions/{id}', { params: { path: { id } } })),
  });

export const requisitionPreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['requisition', id, 'preview'],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/requisitions/{id}/preview', { params: { path: { id } } })),
  });

export const requisitionReceiptQuery = (id: string) =>
  queryOptions({
    queryKey: ['requisition', id, 'receipt'],
    queryFn: () => call(() => api.GET('/api/v1/requisitions/{id}/receipt', { params: { path: { id } } })),
  });

export const offertQuery = (id: string) =>
  queryOptions({ queryKey: ['offert', id], queryFn: () => call(() => api.GET('/api/v1/offerter/{id}', { params: { path: { id } } })) });

export type InsatsListQuery = NonNullable<paths['/api/v1/insatser']['get']['parameters']['query']>;
export type CaseListQuery = NonNullable<paths['/api/v1/offerter']['get']['parameters']['query']>;

const pages = { initialPageParam: null as string | null, getNextPageParam: (last: { next: string | null }) => last.next };
const from = (cursor: string | null) => (cursor ? { cursor } : {});

export const insatserQuery = (query: InsatsListQuery, first?: Schemas['InsatsPage']) =>
  infiniteQueryOptions({
    queryKey: ['insatser', query],
    queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/insatser', { params: { query: { ...query, ...from(pageParam) } } })),
    ...pages,
    ...(first ? { initialData: { pages: [first], pageParams: [null] } } : {}),
  });

/** A draft was made or saved: the lists where it stands are read anew when they are shown. */
export function insatserChanged(): void {
  for (const list of ['overview', 'insatser']) void queryClient.invalidateQueries({ queryKey: [list], refetchType: 'none' });
}

export const offerterQuery = (query: CaseListQuery) =>
  infiniteQueryOptions({
    queryKey: ['offerter', query],
    queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/offerter', { params: { query: { ...query, ...from(pageParam) } } })),
    ...pages,
  });

export const requisitionsQuery = (query: CaseListQuery) =>
  infiniteQueryOptions({
    queryKey: ['requisitions', query],
    queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/requisitions', { params: { query: { ...query, ...from(pageParam) } } })),
    ...pages,
  });

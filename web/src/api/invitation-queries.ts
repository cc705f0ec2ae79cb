import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, call } from './client';
import { queryClient } from './query-client';

/** What is read of invitations: the administrator's list, and the page of a link. */

export const invitationsQuery = infiniteQueryOptions({
  queryKey: ['invitations'],
  queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/invitations', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
});

export const invitationQuery = (id: string) =>
  queryOptions({
    queryKey: ['invitations', id],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/invitations/{id}', { params: { path: { id } } })),
  });

/** The secret of a link goes in a header: addresses are written in logs. */
const secret = (token: string) => ({ params: { header: { 'X-Invitation-Token': token } } });

export const invitationLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation-link', token],
    staleTime: 0,
    queryFn: () => call(() => api.GET('/api/v1/invitation-link', secret(token))),
  });

export const invitationLetterQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation-letter', token],
    queryFn: () => call(() => api.GET('/api/v1/invitation-link/letter', secret(token))),
  });

/** Makes both lists that show who is invited read again. */
export const invitationsChanged = () =>
  Promise.all([invitationsQuery.queryKey, ['users']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { paths } from '../api.gen';
import { api, call, type Schemas } from './client';
import { queryClient } from './query-client';
import { compareWithServer, goHome } from './session';

/** What "Administrera användare" reads, and what follows when a user was changed. */

export type UserListQuery = NonNullable<paths['/api/v1/users']['get']['parameters']['query']>;
export type User = Schemas['UserView'];

export const usersQuery = (query: UserListQuery) =>
  infiniteQueryOptions({
    queryKey: ['users', query],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/users', { params: { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

/** Every active user, to choose one among. */
export const activeUsersQuery = queryOptions({
  queryKey: ['users', 'active'],
  queryFn: async () => {
    const rows: Schemas['UserRow'][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: UserListQuery = { status: 'active', limit: 100, ...(cursor ? { cursor } : {}) };
      const page: Schemas['UserPage'] = await call(() => api.GET('/api/v1/users', { params: { query } }));
      rows.push(...page.rows);
      cursor = page.next;
    }
    return rows;
  },
});

export const userQuery = (id: string) =>
  queryOptions({ queryKey: ['user', id], queryFn: () => call(() => api.GET('/api/v1/users/{id}', { params: { path: { id } } })) });

export const openWorkQuery = (id: string) =>
  queryOptions({
    queryKey: ['user', id, 'open-work'],
    queryFn: () => call(() => api.GET('/api/v1/users/{id}/open-work', { params: { path: { id } } })),
  });

/** What the one who asks may give and invite to, and where. */
export const roleOffersQuery = queryOptions({ queryKey: ['role-offers'], queryFn: () => call(() => api.GET('/api/v1/role-offers')) });

export const attestPolicyQuery = queryOptions({
  queryKey: ['attest-policy'],
  queryFn: () => call(() => api.GET('/api/v1/attest-policy')),
});

/**
 * Shows a user as the server has just answered, and lets the lists be read anew. One's own rights may have changed with it; who has
 * shut out him- or herself begins again at the start page.
 */
export async function adoptUser(user: User): Promise<void> {
  if (user.isSelf && user.status !== 'active') return goHome();
  queryClient.setQueryData(userQuery(user.id).queryKey, user);
  // A list that is not on the screen is read anew before it is shown.
  queryClient.removeQueries({ queryKey: ['users'], type: 'inactive', fetchStatus: 'idle' });
  await queryClient.invalidateQueries({ queryKey: ['users'], refetchType: 'none' });
  await queryClient.invalidateQueries({ queryKey: ['role-offers'], refetchType: 'none' });
  if (user.isSelf) await compareWithServer();
}

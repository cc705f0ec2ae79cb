import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { sessionQuery } from '../api/session';
import { attestPolicyQuery, roleOffersQuery, userQuery, usersQuery } from '../api/users';
import { readUsersSearch } from '../pages/users/users-search';
import { employer, read } from './frame';

export const users = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare',
  validateSearch: readUsersSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps, cause }) => {
    // Whoever searches stays on the page, which shows the last list until the next one is there.
    const list = cause === 'stay' ? [] : [queryClient.ensureInfiniteQueryData(usersQuery(deps))];
    const { context } = await read(sessionQuery);
    const attest = context?.permissions.includes('attest:manage') ? [read(attestPolicyQuery)] : [];
    // "Försök igen" stays too, and what failed is asked for anew.
    await Promise.all([...list, read(roleOffersQuery), ...attest]);
  },
  component: lazyRouteComponent(() => import('../pages/users/UsersPage'), 'UsersPage'),
});
export const user = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/$id',
  // Rights and versions have to be those of now, never what a hovering mouse once fetched.
  preload: false,
  loader: ({ params }) => Promise.all([queryClient.fetchQuery({ ...userQuery(params.id), staleTime: 0 }), read(roleOffersQuery)]),
  component: lazyRouteComponent(() => import('../pages/users/UserPage'), 'UserPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { attestPolicyQuery, userQuery, usersQuery } from '../api/users';
import { readUsersSearch } from '../pages/users/users-search';
import { employer, read } from './frame';

export const users = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare',
  validateSearch: readUsersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => Promise.all([queryClient.ensureInfiniteQueryData(usersQuery(deps)), read(attestPolicyQuery)]),
  component: lazyRouteComponent(() => import('../pages/users/UsersPage'), 'UsersPage'),
});
export const user = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/$id',
  // Rights and versions have to be those of now, never what a hovering mouse once fetched.
  preload: false,
  loader: ({ params }) => queryClient.fetchQuery({ ...userQuery(params.id), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../pages/users/UserPage'), 'UserPage'),
});

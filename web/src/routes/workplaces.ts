import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { departmentsQuery, workplacesQuery } from '../api/workplace-queries';
import { askedOf, readWorkplacesSearch } from '../pages/workplaces/workplaces-search';
import { employer, read } from './frame';

export const workplaces = createRoute({
  getParentRoute: () => employer,
  path: '/arbetsplatser',
  validateSearch: readWorkplacesSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ deps, cause }) => {
    // Whoever searches stays on the page, which shows the last list until the next one is there.
    if (cause === 'stay') return;
    const { pages } = await queryClient.ensureInfiniteQueryData(workplacesQuery(askedOf(deps)));
    if (pages[0]?.departmentsEnabled) await read(departmentsQuery);
  },
  component: lazyRouteComponent(() => import('../pages/workplaces/WorkplacesPage'), 'WorkplacesPage'),
});

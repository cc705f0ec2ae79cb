import { createRootRoute, createRoute } from '@tanstack/react-router';
import { operatorQuery } from '../api/queries';
import { queryClient } from '../api/query-client';
import { sessionQuery } from '../api/session';
import { Shell } from '../shell/Shell';
import { employerOnly } from '../site-guard';

/** What a page's loader reads before the page is shown. */
export const read = queryClient.ensureQueryData.bind(queryClient);

/** The frame around every page. */
export const root = createRootRoute({
  component: Shell,
  loader: () => Promise.all([read(sessionQuery), read(operatorQuery)]),
});

/** The pages of somebody who acts for an employer. */
export const employer = createRoute({ getParentRoute: () => root, id: 'arbetsgivare', beforeLoad: employerOnly });

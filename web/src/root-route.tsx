import { createRootRoute } from '@tanstack/react-router';
import { operatorQuery } from './api/queries';
import { queryClient } from './api/query-client';
import { sessionQuery } from './api/session';
import { Shell } from './shell/Shell';

/** What a page reads before it is drawn, from memory when it is there. */
export const read = queryClient.ensureQueryData.bind(queryClient);

/** What every address stands on. */
export const root = createRootRoute({
  component: Shell,
  loader: () => Promise.all([read(sessionQuery), read(operatorQuery)]),
});

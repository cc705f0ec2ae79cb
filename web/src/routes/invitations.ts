import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { invitationLetterQuery, invitationLinkQuery, invitationQuery, invitationsQuery } from '../api/invitation-queries';
import { queryClient } from '../api/query-client';
import { roleOffersQuery } from '../api/users';
import { employer, read, root } from './frame';

/** The link of an invitation, for anyone who holds it. */
export const invitation = createRoute({
  getParentRoute: () => root,
  path: '/inbjudan/$token',
  loader: ({ params }) => read(invitationLinkQuery(params.token)),
  component: lazyRouteComponent(() => import('../pages/invitation/InvitationPage'), 'InvitationPage'),
});
export const invitationLetter = createRoute({
  getParentRoute: () => root,
  path: '/inbjudan/visa/$token',
  loader: ({ params }) => read(invitationLetterQuery(params.token)),
  component: lazyRouteComponent(() => import('../pages/invitation/InvitationLetterPage'), 'InvitationLetterPage'),
});

/** The administrator's part. */
export const invitations = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/inbjudningar',
  // The one to show first.
  validateSearch: ({ inbjudan }): { inbjudan?: string } =>
    typeof inbjudan === 'string' && /^[\da-f-]{36}$/.test(inbjudan) ? { inbjudan } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ deps: { inbjudan } }) =>
    Promise.all([
      queryClient.ensureInfiniteQueryData(invitationsQuery),
      read(roleOffersQuery),
      // One that is out of sight is left out of the list, and no fault of the page.
      inbjudan && queryClient.prefetchQuery(invitationQuery(inbjudan)),
    ]),
  component: lazyRouteComponent(() => import('../pages/invitations/InvitationsPage'), 'InvitationsPage'),
});
export const invitationFile = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/inbjudningar/fil',
  loader: () => read(roleOffersQuery),
  component: lazyRouteComponent(() => import('../pages/invitations/InvitationFilePage'), 'InvitationFilePage'),
});

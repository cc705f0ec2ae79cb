import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { preferencesQuery } from './api/notification-queries';
import { read, root } from './root-route';
import { signedInOnly, staffOnly } from './site-guard';

/** The addresses of what belongs to the person, whomever one acts for, and of the fund's lists. */

export const failedMail = createRoute({
  getParentRoute: () => root,
  path: '/fonden/brev',
  beforeLoad: staffOnly,
  component: lazyRouteComponent(() => import('./pages/start/FailedMailPage'), 'FailedMailPage'),
});

export const messages = createRoute({
  getParentRoute: () => root,
  path: '/meddelanden',
  beforeLoad: signedInOnly,
  component: lazyRouteComponent(() => import('./pages/messages/MessagesPage'), 'MessagesPage'),
});
export const notifications = createRoute({
  getParentRoute: () => root,
  path: '/mina-installningar/aviseringar',
  beforeLoad: signedInOnly,
  loader: () => read(preferencesQuery),
  component: lazyRouteComponent(() => import('./pages/settings/NotificationsPage'), 'NotificationsPage'),
});

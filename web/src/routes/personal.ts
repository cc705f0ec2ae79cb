import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { contactPointsQuery, mySessionsQuery, privatePageQuery } from '../api/queries';
import { preferencesQuery } from '../api/notification-queries';
import { signatureQuery } from '../api/signature-queries';
import { privateOnly, signedInOnly } from '../site-guard';
import { read, root } from './frame';

/** What belongs to the person, whomever he or she acts for. */
export const settings = createRoute({ getParentRoute: () => root, id: 'installningar', beforeLoad: signedInOnly });
export const contacts = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar',
  loader: () => read(contactPointsQuery),
  component: lazyRouteComponent(() => import('../pages/settings/ContactsPage'), 'ContactsPage'),
});
export const notifications = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar/aviseringar',
  loader: () => read(preferencesQuery),
  component: lazyRouteComponent(() => import('../pages/settings/NotificationsPage'), 'NotificationsPage'),
});
export const messages = createRoute({
  getParentRoute: () => root,
  path: '/meddelanden',
  beforeLoad: signedInOnly,
  component: lazyRouteComponent(() => import('../pages/messages/MessagesPage'), 'MessagesPage'),
});
export const privatePage = createRoute({
  getParentRoute: () => root,
  path: '/min-sida',
  beforeLoad: privateOnly,
  loader: () => read(privatePageQuery),
  component: lazyRouteComponent(() => import('../pages/private/PrivatePage'), 'PrivatePage'),
});

export const signatures = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar/underskrifter',
  component: lazyRouteComponent(() => import('../pages/settings/SignaturesPage'), 'SignaturesPage'),
});
export const signature = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar/underskrifter/$id',
  loader: ({ params }) => read(signatureQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/settings/SignaturePage'), 'SignaturePage'),
});
export const mySessions = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar/inloggningar',
  loader: () => read(mySessionsQuery),
  component: lazyRouteComponent(() => import('../pages/settings/MySessionsPage'), 'MySessionsPage'),
});

import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { mailExamplesQuery } from '../api/notification-queries';
import { contactPointsQuery } from '../api/queries';
import { deskRequestQuery, type DeskStatus, deskStatuses, myConnectionsQuery, regionsQuery } from '../pages/connections/connection-queries';
import { boardOnly, signedInOnly, staffOnly } from '../site-guard';
import { read, root } from './frame';

export const connect = createRoute({
  getParentRoute: () => root,
  path: '/koppla-foretag',
  beforeLoad: signedInOnly,
  loader: () => Promise.all([read(myConnectionsQuery), read(regionsQuery), read(contactPointsQuery)]),
  component: lazyRouteComponent(() => import('../pages/connections/ConnectPage'), 'ConnectPage'),
});
export const deskQueue = createRoute({
  getParentRoute: () => root,
  path: '/regionen',
  beforeLoad: boardOnly('connections:handle'),
  validateSearch: ({ status }): { status?: DeskStatus } =>
    typeof status === 'string' && status in deskStatuses ? { status: status as DeskStatus } : {},
  component: lazyRouteComponent(() => import('../pages/board/DeskQueuePage'), 'DeskQueuePage'),
});
export const deskRequest = createRoute({
  getParentRoute: () => root,
  path: '/regionen/$id',
  beforeLoad: boardOnly('connections:handle'),
  loader: ({ params }) => Promise.all([read(deskRequestQuery(params.id)), read(regionsQuery)]),
  component: lazyRouteComponent(() => import('../pages/board/DeskRequestPage'), 'DeskRequestPage'),
});
export const companyRegister = createRoute({
  getParentRoute: () => root,
  path: '/foretagsregister',
  beforeLoad: boardOnly('companies:import'),
  component: lazyRouteComponent(() => import('../pages/board/CompanyRegisterPage'), 'CompanyRegisterPage'),
});
export const failedMail = createRoute({
  getParentRoute: () => root,
  path: '/fonden/brev',
  beforeLoad: staffOnly,
  component: lazyRouteComponent(() => import('../pages/start/FailedMailPage'), 'FailedMailPage'),
});
export const mailTemplates = createRoute({
  getParentRoute: () => root,
  path: '/fonden/brevmallar',
  beforeLoad: staffOnly,
  loader: () => read(mailExamplesQuery),
  component: lazyRouteComponent(() => import('../pages/start/MailTemplatesPage'), 'MailTemplatesPage'),
});
export const mailTemplate = createRoute({
  getParentRoute: () => root,
  path: '/fonden/brevmallar/$mall',
  beforeLoad: staffOnly,
  loader: async ({ params }) => {
    const { rows } = await read(mailExamplesQuery);
    if (!rows.some(({ template }) => template === params.mall)) throw notFound();
  },
  component: lazyRouteComponent(() => import('../pages/start/MailTemplatePage'), 'MailTemplatePage'),
});
export const companies = createRoute({
  getParentRoute: () => root,
  path: '/foretag',
  beforeLoad: boardOnly('companies:manage'),
  validateSearch: ({ q }): { q?: string } => (typeof q === 'string' && q ? { q: q.slice(0, 100) } : {}),
  component: lazyRouteComponent(() => import('../pages/board/CompaniesPage'), 'CompaniesPage'),
});

import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import {
  contactPointsQuery,
  insatsQuery,
  insatsReceiptQuery,
  membersQuery,
  myOrganizationsQuery,
  mySessionsQuery,
  offertQuery,
  overviewQuery,
  privatePageQuery,
  requisitionQuery,
  requisitionReceiptQuery,
} from './api/queries';
import { queryClient } from './api/query-client';
import './auth/oidc-return';
import { signatureQuery } from './api/signature-queries';
import { attestPolicyQuery, userQuery, usersQuery } from './api/users';
import { readEconomySearch } from './pages/economy/economy-search';
import { deskRequestQuery, type DeskStatus, deskStatuses, myConnectionsQuery, regionsQuery } from './pages/connections/connection-queries';
import { ErrorPage, NotFoundPage } from './pages/ErrorPage';
import { PendingPage } from './pages/PendingPage';
import { readUsersSearch } from './pages/users/users-search';
import { employer, read, root } from './routes/frame';
import { invitation, invitationFile, invitationLetter, invitations } from './routes/invitations';
import { boardOnly, safePath, privateOnly, signedInOnly } from './site-guard';

/** The whole site: every address, who may come there, what it reads and which file draws it. Large parts have a file each in routes/. */
const afterLogIn = (search: Record<string, unknown>): { till?: string } => (search.till ? { till: safePath(search.till) } : {});

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: afterLogIn,
  component: lazyRouteComponent(() => import('./pages/start/StartPage'), 'StartPage'),
});
const chooseOrganization = createRoute({
  getParentRoute: () => root,
  path: '/valj-organisation',
  validateSearch: afterLogIn,
  loader: () => read(myOrganizationsQuery),
  component: lazyRouteComponent(() => import('./pages/start/ChooseOrganizationPage'), 'ChooseOrganizationPage'),
});
const noOrganization = createRoute({
  getParentRoute: () => root,
  path: '/ingen-organisation',
  component: lazyRouteComponent(() => import('./pages/start/NoOrganizationPage'), 'NoOrganizationPage'),
});
const oidcReturn = createRoute({
  getParentRoute: () => root,
  path: '/auth/oidc/callback',
  component: lazyRouteComponent(() => import('./pages/start/OidcReturnPage'), 'OidcReturnPage'),
});
const staff = createRoute({
  getParentRoute: () => root,
  path: '/fonden',
  component: lazyRouteComponent(() => import('./pages/start/StaffPage'), 'StaffPage'),
});

const connect = createRoute({
  getParentRoute: () => root,
  path: '/koppla-foretag',
  beforeLoad: signedInOnly,
  loader: () => Promise.all([read(myConnectionsQuery), read(regionsQuery)]),
  component: lazyRouteComponent(() => import('./pages/connections/ConnectPage'), 'ConnectPage'),
});
const deskQueue = createRoute({
  getParentRoute: () => root,
  path: '/regionen',
  beforeLoad: boardOnly('connections:handle'),
  validateSearch: ({ status }): { status?: DeskStatus } =>
    typeof status === 'string' && status in deskStatuses ? { status: status as DeskStatus } : {},
  component: lazyRouteComponent(() => import('./pages/board/DeskQueuePage'), 'DeskQueuePage'),
});
const deskRequest = createRoute({
  getParentRoute: () => root,
  path: '/regionen/$id',
  beforeLoad: boardOnly('connections:handle'),
  loader: ({ params }) => Promise.all([read(deskRequestQuery(params.id)), read(regionsQuery)]),
  component: lazyRouteComponent(() => import('./pages/board/DeskRequestPage'), 'DeskRequestPage'),
});
const companyRegister = createRoute({
  getParentRoute: () => root,
  path: '/foretagsregister',
  beforeLoad: boardOnly('companies:import'),
  component: lazyRouteComponent(() => import('./pages/board/CompanyRegisterPage'), 'CompanyRegisterPage'),
});
const settings = createRoute({ getParentRoute: () => root, id: 'installningar', beforeLoad: signedInOnly });
const contacts = createRoute({
  getParentRoute: () => settings,
  path: '/mina-installningar',
  loader: () => read(contactPointsQuery),
  component: lazyRouteComponent(() => import('./pages/settings/ContactsPage'), 'ContactsPage'),
});
const privatePage = createRoute({
  getParentRoute: () => root,
  path: '/min-sida',
  beforeLoad: privateOnly,
  loader: () => read(privatePageQuery),
  component: lazyRouteComponent(() => import('./pages/private/PrivatePage'), 'PrivatePage'),
});

const legal = () => import('./pages/LegalPages');
const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/tillganglighet',
  component: lazyRouteComponent(legal, 'AccessibilityPage'),
});
const cookies = createRoute({ getParentRoute: () => root, path: '/kakor', component: lazyRouteComponent(legal, 'CookiesPage') });
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/integritetspolicy',
  component: lazyRouteComponent(legal, 'PrivacyPage'),
});

const signatures = createRoute({
  getParentRoute: () => root,
  path: '/mina-installningar/underskrifter',
  beforeLoad: signedInOnly,
  component: lazyRouteComponent(() => import('./pages/settings/SignaturesPage'), 'SignaturesPage'),
});
const signature = createRoute({
  getParentRoute: () => root,
  path: '/mina-installningar/underskrifter/$id',
  beforeLoad: signedInOnly,
  loader: ({ params }) => read(signatureQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/settings/SignaturePage'), 'SignaturePage'),
});
const mySessions = createRoute({
  getParentRoute: () => root,
  path: '/mina-installningar/inloggningar',
  beforeLoad: signedInOnly,
  loader: () => read(mySessionsQuery),
  component: lazyRouteComponent(() => import('./pages/settings/MySessionsPage'), 'MySessionsPage'),
});

const economy = createRoute({
  getParentRoute: () => employer,
  path: '/ekonomi',
  beforeLoad: async () => {
    const { period } = await read(overviewQuery());
    throw redirect({ to: '/ekonomi/$period', params: { period }, replace: true });
  },
});
const economyPeriod = createRoute({
  getParentRoute: () => employer,
  path: '/ekonomi/$period',
  validateSearch: readEconomySearch,
  loader: ({ params }) => read(overviewQuery(params.period)),
  component: lazyRouteComponent(() => import('./pages/economy/EconomyPage'), 'EconomyPage'),
});

const insats = createRoute({
  getParentRoute: () => employer,
  path: '/insatser/$id',
  validateSearch: (search): { flik?: 'offerter-och-rekvisitioner' } =>
    search.flik === 'offerter-och-rekvisitioner' ? { flik: search.flik } : {},
  loader: ({ params }) => read(insatsQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/insats/InsatsPage'), 'InsatsPage'),
});
const insatsEdit = createRoute({
  getParentRoute: () => employer,
  path: '/insatser/$id/redigera',
  loader: ({ params }) => Promise.all([read(insatsQuery(params.id)), read(membersQuery)]),
  component: lazyRouteComponent(() => import('./pages/insats/InsatsEditPage'), 'InsatsEditPage'),
});
const insatsPreview = createRoute({
  getParentRoute: () => employer,
  path: '/insatser/$id/forhandsgranska',
  loader: ({ params }) => read(insatsQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/insats/InsatsPreviewPage'), 'InsatsPreviewPage'),
});
const insatsReceipt = createRoute({
  getParentRoute: () => employer,
  path: '/insatser/$id/kvittens',
  loader: ({ params }) => read(insatsReceiptQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/insats/InsatsReceiptPage'), 'InsatsReceiptPage'),
});

const requisition = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/requisition/RequisitionPage'), 'RequisitionPage'),
});
const requisitionEdit = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/redigera',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/requisition/RequisitionEditPage'), 'RequisitionEditPage'),
});
const requisitionPreview = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/forhandsgranska',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/requisition/RequisitionPreviewPage'), 'RequisitionPreviewPage'),
});
const requisitionReceipt = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/kvittens',
  loader: ({ params }) => read(requisitionReceiptQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/requisition/RequisitionReceiptPage'), 'RequisitionReceiptPage'),
});

const offert = createRoute({
  getParentRoute: () => employer,
  path: '/offerter/$id',
  loader: ({ params }) => read(offertQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/offert/OffertPage'), 'OffertPage'),
});

const users = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare',
  validateSearch: readUsersSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => Promise.all([queryClient.ensureInfiniteQueryData(usersQuery(deps)), read(attestPolicyQuery)]),
  component: lazyRouteComponent(() => import('./pages/users/UsersPage'), 'UsersPage'),
});
const user = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/$id',
  // Rights and versions have to be those of now, never what a hovering mouse once fetched.
  preload: false,
  loader: ({ params }) => queryClient.fetchQuery({ ...userQuery(params.id), staleTime: 0 }),
  component: lazyRouteComponent(() => import('./pages/users/UserPage'), 'UserPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    chooseOrganization,
    noOrganization,
    oidcReturn,
    staff,
    privatePage,
    connect,
    deskQueue,
    deskRequest,
    companyRegister,
    accessibility,
    cookies,
    privacy,
    settings.addChildren([contacts]),
    invitation,
    invitationLetter,
    signatures,
    signature,
    mySessions,
    employer.addChildren([
      economy,
      economyPeriod,
      insats,
      insatsEdit,
      insatsPreview,
      insatsReceipt,
      requisition,
      requisitionEdit,
      requisitionPreview,
      requisitionReceipt,
      offert,
      users,
      user,
      invitations,
      invitationFile,
    ]),
  ]),
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 30_000,
  defaultPendingMs: 400,
  defaultPendingComponent: PendingPage,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { insatsQuery, insatsReceiptQuery, membersQuery, myOrganizationsQuery, offertQuery, overviewQuery } from './api/queries';
import './auth/bankid-return';
import './auth/oidc-return';
import { readEconomySearch } from './pages/economy/economy-search';
import { ErrorPage, NotFoundPage } from './pages/ErrorPage';
import { PendingPage } from './pages/PendingPage';
import { companies, companyRegister, connect, deskQueue, deskRequest, failedMail, mailTemplate, mailTemplates } from './routes/board';
import { addPerson, apprentices, orders, supervisors } from './routes/company';
import { employer, read, root } from './routes/frame';
import { invitation, invitationFile, invitationLetter, invitations } from './routes/invitations';
import { contacts, messages, mySessions, notifications, privatePage, settings, signature, signatures } from './routes/personal';
import { requisition, requisitionEdit, requisitionPreview, requisitionReceipt } from './routes/requisitions';
import { user, users } from './routes/users';
import { workplaces } from './routes/workplaces';
import { safePath, signedInOnly } from './site-guard';

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
  beforeLoad: signedInOnly,
  component: lazyRouteComponent(() => import('./pages/start/NoOrganizationPage'), 'NoOrganizationPage'),
});
const oidcReturn = createRoute({
  getParentRoute: () => root,
  path: '/auth/oidc/callback',
  component: lazyRouteComponent(() => import('./pages/start/OidcReturnPage'), 'OidcReturnPage'),
});
const bankIdReturn = createRoute({
  getParentRoute: () => root,
  path: '/bankid/retur',
  component: lazyRouteComponent(() => import('./pages/start/BankIdReturnPage'), 'BankIdReturnPage'),
});
const staff = createRoute({
  getParentRoute: () => root,
  path: '/fonden',
  component: lazyRouteComponent(() => import('./pages/start/StaffPage'), 'StaffPage'),
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

const offert = createRoute({
  getParentRoute: () => employer,
  path: '/offerter/$id',
  loader: ({ params }) => read(offertQuery(params.id)),
  component: lazyRouteComponent(() => import('./pages/offert/OffertPage'), 'OffertPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    chooseOrganization,
    noOrganization,
    oidcReturn,
    bankIdReturn,
    staff,
    privatePage,
    connect,
    deskQueue,
    deskRequest,
    companyRegister,
    failedMail,
    mailTemplates,
    mailTemplate,
    messages,
    companies,
    accessibility,
    cookies,
    privacy,
    settings.addChildren([contacts, notifications, signatures, signature, mySessions]),
    invitation,
    invitationLetter,
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
      apprentices,
      supervisors,
      orders,
      users,
      addPerson,
      user,
      invitations,
      invitationFile,
      workplaces,
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

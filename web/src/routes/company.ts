import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { companyQuery } from '../pages/company/company-queries';
import { allowedOnly } from '../site-guard';
import { employer, read } from './frame';

/** The pages of a building company; each only for those whose role leads there (§10.1). */
const page = () => import('../pages/company/AreaPage');
export const apprentices = createRoute({
  getParentRoute: () => employer,
  path: '/larlingsanmalningar',
  beforeLoad: allowedOnly('apprentices:register'),
  loader: () => read(companyQuery),
  component: lazyRouteComponent(page, 'AreaPage'),
});
export const supervisors = createRoute({
  getParentRoute: () => employer,
  path: '/handledare',
  beforeLoad: allowedOnly('supervisors:link'),
  loader: () => read(companyQuery),
  component: lazyRouteComponent(page, 'AreaPage'),
});
export const orders = createRoute({
  getParentRoute: () => employer,
  path: '/bestallningar',
  beforeLoad: allowedOnly('orders:read'),
  loader: () => read(companyQuery),
  component: lazyRouteComponent(page, 'AreaPage'),
});
export const addPerson = createRoute({
  getParentRoute: () => employer,
  path: '/anvandare/lagg-till',
  beforeLoad: allowedOnly('people:manage'),
  component: lazyRouteComponent(() => import('../pages/company/AddPersonPage'), 'AddPersonPage'),
});

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { requisitionQuery, requisitionReceiptQuery } from '../api/queries';
import { employer, read } from './frame';

export const requisition = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/requisition/RequisitionPage'), 'RequisitionPage'),
});
export const requisitionEdit = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/redigera',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/requisition/RequisitionEditPage'), 'RequisitionEditPage'),
});
export const requisitionPreview = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/forhandsgranska',
  loader: ({ params }) => read(requisitionQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/requisition/RequisitionPreviewPage'), 'RequisitionPreviewPage'),
});
export const requisitionReceipt = createRoute({
  getParentRoute: () => employer,
  path: '/rekvisitioner/$id/kvittens',
  loader: ({ params }) => read(requisitionReceiptQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/requisition/RequisitionReceiptPage'), 'RequisitionReceiptPage'),
});

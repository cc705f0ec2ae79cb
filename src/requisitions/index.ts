export { RequisitionsModule } from './requisitions.module.js';
export { requisitionLifecycle } from './requisition.lifecycle.js';

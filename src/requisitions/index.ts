export { RequisitionsModule } from './requisitions.module.js';

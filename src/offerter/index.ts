export { OfferterModule } from './offerter.module.js';

export { type OrganizationType, organizationTypes, orgNumberText, type VatTreatment } from './organization.types.js';
export { OrganizationsModule } from './organizations.module.js';
export { type OrganizationFacts, Organizations } from './organizations.service.js';

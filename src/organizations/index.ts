export { AttestPolicies } from './attest-policy.service.js';
export {
  attestPolicies,
  type AttestPolicy,
  type OrganizationType,
  organizationTypes,
  orgNumberText,
  type VatTreatment,
} from './organization.types.js';
export { OrganizationsModule } from './organizations.module.js';
export { type OrganizationFacts, Organizations } from './organizations.service.js';

export { AttestPolicyChange, AttestPolicyView } from './attest-policy.dto.js';
export { AttestPolicies } from './attest-policy.service.js';
export { Companies, type CompanyFacts } from './companies.service.js';
export { orgNumberField, readOrgNumber } from './org-number.js';
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
export { RegionView } from './region.dto.js';
export { Regions } from './regions.service.js';

/** Swedish label of each kind of organisation (A14). */
export const organizationTypes = {
  kommun: 'Kommun',
  region: 'Region',
  kommunalforbund: 'Kommunalförbund',
  sobonaforetag: 'Sobonaföretag',
  byggforetag: 'Byggföretag',
  utbildningsleverantor: 'Utbildningsleverantör',
} as const;
export type OrganizationType = keyof typeof organizationTypes;

export type OrganizationStatus = 'active' | 'merged' | 'closed';

/** `compensated`: VAT is recovered and never applied for; `bears_vat`: VAT is a cost of the employer's (§9.5). */
export type VatTreatment = 'compensated' | 'bears_vat';

/** What has to be attested by somebody with the role Attestant before it goes to the fund (§10.1). */
export const attestPolicies = {
  none: 'Inget',
  requisition: 'Rekvisitioner',
  requisition_and_offer: 'Rekvisitioner och offerter',
} as const;
export type AttestPolicy = keyof typeof attestPolicies;

/** "2120000142" as "212000-0142". */
export const orgNumberText = (digits: string): string => `${digits.slice(0, 6)}-${digits.slice(6)}`;

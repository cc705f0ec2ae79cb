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

/** "2120000142" as "212000-0142". */
export const orgNumberText = (digits: string): string => `${digits.slice(0, 6)}-${digits.slice(6)}`;

import { Choice, Instant, Text, Whole } from '../kernel/fields.js';
import { attestPolicies, type AttestPolicy } from './organization.types.js';

const codes = Object.keys(attestPolicies);

export class AttestPolicyChange {
  @Choice({ description: 'Vad som ska attesteras.', of: codes, example: 'requisition' })
  policy: AttestPolicy;
}

/** What somebody with the role Attestant has to attest before it goes to the fund (§10.1). */
export class AttestPolicyView {
  @Choice({ description: 'Vad som ska attesteras.', of: codes })
  policy: AttestPolicy;

  @Text({ description: 'Det i klartext.', max: 100, example: 'Rekvisitioner' })
  label: string;

  @Text({ description: 'Den som senast ändrade det; null när ingen har gjort det.', max: 200, nullable: true })
  changedBy: string | null;

  @Instant({ description: 'När det senast ändrades; null när ingen har gjort det.', nullable: true })
  changedAt: string | null;

  @Whole({ description: 'Organisationens version, för If-Match.', min: 1, max: 2_147_483_647 })
  version: number;
}

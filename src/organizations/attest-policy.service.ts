import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { instant } from '../kernel/sql.js';
import { save } from '../kernel/transitions.js';
import type { AttestPolicyView } from './attest-policy.dto.js';
import { Organization } from './organization.entity.js';
import { attestPolicies, type AttestPolicy } from './organization.types.js';

const VERB = 'organization.attest-policy';
const POLICY = `select json_build_object('policy', o.attest_policy, 'version', o.version, 'changedBy', p.display_name, 'changedAt', ${instant('e.at')})
  from organization o
  left join lateral (select x.at, x.person_id from event x where x.organization_id = o.id and x.subject_id = o.id and x.verb = '${VERB}'
    order by x.seq desc limit 1) e on true
  left join person p on p.id = e.person_id where o.id = $1`;

/** What an organisation has decided to attest before it is sent to the fund (§10.1 Attestant). */
@Injectable()
export class AttestPolicies {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
  ) {}

  /** The policy of the organisation the actor acts for and who decided it, read in the running transaction or on its own. */
  async of(from: Tx | Actor, organizationId: string): Promise<AttestPolicyView> {
    const found =
      'em' in from
        ? await readIn<Omit<AttestPolicyView, 'label'>>(from, POLICY, [organizationId])
        : await this.db.read<Omit<AttestPolicyView, 'label'>>(from, 'attest-policy', POLICY, [organizationId]);
    return { ...found, label: attestPolicies[found.policy] };
  }

  /** Another policy from now on; in the audit trail. The organisation is locked by the caller. 412 when it was changed in between. */
  async change(tx: Tx, organizationId: string, version: number, policy: AttestPolicy): Promise<AttestPolicyView> {
    const organization = await tx.em.findOneByOrFail(Organization, { id: organizationId });
    assertVersion(organization, version);
    const from = organization.attestPolicy;
    if (from !== policy) {
      organization.attestPolicy = policy;
      await save(tx, Organization, organization);
      const subject = { subjectType: 'organization', subjectId: organizationId };
      await this.events.append(tx, { organizationId, verb: VERB, ...subject, facts: { from, to: policy } });
    }
    return this.of(tx, organizationId);
  }
}

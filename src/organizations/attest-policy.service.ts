import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, save } from '../kernel/transitions.js';
import type { AttestPolicyView } from './attest-policy.dto.js';
import { Organization } from './organization.entity.js';
import { attestPolicies, type AttestPolicy } from './organization.types.js';

const POLICY = `select json_build_object('policy', attest_policy, 'version', version) from organization where id = $1`;

/** What an organisation has decided to attest before it is sent to the fund (§10.1 Attestant). */
@Injectable()
export class AttestPolicies {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
  ) {}

  /** The policy of the organisation the actor acts for, read in the running transaction or on its own. */
  async of(from: Tx | Actor, organizationId: string): Promise<AttestPolicyView> {
    const found =
      'em' in from
        ? await readIn<Omit<AttestPolicyView, 'label'>>(from, POLICY, [organizationId])
        : await this.db.read<Omit<AttestPolicyView, 'label'>>(from, 'attest-policy', POLICY, [organizationId]);
    return { ...found, label: attestPolicies[found.policy] };
  }

  /** Another policy from now on; in the audit trail. 412 when the organisation was changed in between. */
  change(actor: Actor, version: number, policy: AttestPolicy): Promise<AttestPolicyView> {
    return this.db.tx(actor, async (tx) => {
      const organization = await lock(tx, Organization, actor.organizationId!);
      if (!organization) throw kernelProblem('not-found');
      assertVersion(organization, version);
      const from = organization.attestPolicy;
      if (from !== policy) {
        organization.attestPolicy = policy;
        await save(tx, Organization, organization);
        const subject = { subjectType: 'organization', subjectId: organization.id };
        await this.events.append(tx, {
          organizationId: organization.id,
          verb: 'organization.attest-policy',
          ...subject,
          facts: { from, to: policy },
        });
      }
      return this.of(tx, organization.id);
    });
  }
}

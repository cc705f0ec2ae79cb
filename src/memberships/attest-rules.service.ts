import { Injectable } from '@nestjs/common';
import { type Actor, permissionsOf } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import { kernelProblem, problems } from '../kernel/problem.js';
import { Notifications } from '../notifications/index.js';
import { AttestPolicies, attestPolicies, type AttestPolicy, type AttestPolicyView } from '../organizations/index.js';
import { Administrators } from './administrators.service.js';
import { attestChanged } from './attest.mail.js';
import { Memberships } from './memberships.service.js';

const attestProblem = problems('attest', {
  'beyond-own': [403, 'Din behörighet att administrera gäller bara en tid. Du kan låta mer attesteras, men inte mindre.'],
});

/** From what asks the least to what asks the most. */
const strictness = Object.keys(attestPolicies);

/** Who may decide what an organisation attests: a control of money, so nobody gives it up by a right that ends, nor in silence (0031). */
@Injectable()
export class AttestRules {
  constructor(
    private readonly db: Db,
    private readonly administrators: Administrators,
    private readonly memberships: Memberships,
    private readonly policies: AttestPolicies,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Another policy from now on; the other administrators and the attestants are told. 403 `attest/beyond-own` when less is to be attested and
   * the caller administers only for a time, 403 when the right is lost meanwhile, 429 after two hundred changes an hour, 412 when the organisation was changed in between.
   */
  change(actor: Actor, version: number, policy: AttestPolicy): Promise<AttestPolicyView> {
    const organizationId = actor.organizationId!;
    return this.db.tx(actor, async (tx) => {
      this.administrators.count(actor);
      const { roles, modules, lastDays } = await this.administrators.takeTurn(tx, actor);
      if (!permissionsOf(roles, modules).has('attest:manage')) throw kernelProblem('forbidden');
      const before = await this.policies.of(tx, organizationId);
      const isLess = strictness.indexOf(policy) < strictness.indexOf(before.policy);
      if (isLess && lastDays.administrera_anvandare) throw attestProblem('beyond-own');
      const after = await this.policies.change(tx, organizationId, version, policy);
      if (after.version === before.version) return after;
      const letter = attestChanged({ organization: actor.organizationName!, name: actor.name, before: before.label, after: after.label });
      for (const { personId, email: to } of await this.memberships.holders(tx, organizationId, ['administrera_anvandare', 'attestant']))
        if (personId !== actor.personId)
          await this.notifications.tell(tx, {
            eventKey: `organization.attest-policy:${organizationId}:${after.version}`,
            personId,
            organizationId,
            type: 'behorigheter',
            to,
            ...letter,
          });
      return after;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { type Actor, roleIn } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { Notifications } from '../notifications/index.js';
import { Administrators } from './administrators.service.js';
import { OUTLASTING } from './grants.queries.js';
import { Membership } from './membership.entity.js';
import { permissionsChanged, selfGranted, standingIn, substituteMade } from './membership.mail.js';
import { openGrants } from './open-grants.js';
import type { OpenGrant } from './permission.plan.js';
import { covers, mandateOf, type Placed } from './role.policy.js';
import { PERSON_OF } from './users.queries.js';

/** A permission with its days; `through` null is without an end. */
export type GrantDays = Pick<OpenGrant, 'role' | 'departmentId' | 'department' | 'from' | 'through'> & { lentFromName?: string };

/** The first instant of a Stockholm day, or of the day after it. */
const START = (day: string): string => `((${day}::date)::timestamp at time zone 'Europe/Stockholm')`;
const END = (day: string): string => `((${day}::date + 1)::timestamp at time zone 'Europe/Stockholm')`;

/** Writes grants, each with its event, and tells those concerned. The member's row is locked, and the turn taken, by the caller. */
@Injectable()
export class Grants {
  constructor(
    private readonly events: EventLog,
    private readonly administrators: Administrators,
    private readonly notifications: Notifications,
  ) {}

  /** A new grant; from today means at once. */
  async add(
    tx: Tx,
    member: Membership,
    { role, departmentId, from, through, substituteFor }: GrantDays & { substituteFor: string | null },
  ): Promise<void> {
    await tx.em.query(
      `insert into role_grant (membership_id, organization_id, role, valid_from, valid_to, granted_by, substitute_for, department_id)
       values ($1, $2, $3, greatest(now(), ${START('$4')}), ${END('$5')}, $6, $7, $8)`,
      [member.id, member.organizationId, role, from, through, tx.actor?.personId ?? null, substituteFor, departmentId],
    );
    await this.note(tx, member, 'grant', {
      ...inPlace({ role, departmentId }),
      from,
      through,
      ...(substituteFor ? { substitute: true, substituteFor } : {}),
    });
  }

  /** Another last day of a grant, or none. */
  async prolong(tx: Tx, member: Membership, { id, ...placed }: OpenGrant, through: string | null): Promise<void> {
    await tx.em.query(`update role_grant set valid_to = ${END('$2')} where id = $1`, [id, through]);
    await this.note(tx, member, 'prolong', { ...inPlace(placed), through });
  }

  /** Ends a grant now; one that had not begun never does. */
  async end(tx: Tx, member: Membership, { id, ...placed }: OpenGrant, facts: Record<string, unknown> = {}): Promise<void> {
    await tx.em.query('update role_grant set valid_to = greatest(now(), valid_from) where id = $1', [id]);
    await this.note(tx, member, 'revoke', { ...inPlace(placed), ...facts });
  }

  /**
   * Ends what a colleague has lent and no longer has, or all of it, and tells the substitutes; what only reaches shorter is made shorter.
   * The organisation's turn keeps others from their grants; their own permissions, and so their versions, stay as they are.
   */
  async endLent(tx: Tx, actor: Actor, colleague: Membership, what: 'lost' | 'all'): Promise<void> {
    type Outlasting = { memberId: string; grant: OpenGrant; reach: string | null };
    const lent = await readIn<Outlasting[]>(tx, OUTLASTING, [colleague.id, what === 'all']);
    for (const [id, theirs] of Map.groupBy(lent, ({ memberId }) => memberId)) {
      const substitute = await tx.em.findOneByOrFail(Membership, { id });
      for (const { grant, reach } of theirs)
        if (reach === null) await this.end(tx, substitute, grant, { substitute: true });
        else await this.prolong(tx, substitute, grant, reach);
      if (substitute.status === 'active')
        await this.tellMember(tx, actor, substitute, `membership.lent:${id}:${colleague.id}:${colleague.version}`);
    }
  }

  /** Tells the member what he or she may do now, and the other administrators what somebody has granted or prolonged for him- or herself (§10.1). */
  async tell(tx: Tx, actor: Actor, member: Membership, added: readonly GrantDays[], longer: readonly GrantDays[] = []): Promise<void> {
    const [organization, today, { id, organizationId, version }] = [actor.organizationName!, stockholmDate(tx.now), member];
    await this.tellMember(tx, actor, member, `membership.permissions:${id}:${version}`);
    const permissions = [...added.map((grant) => permissionText(grant, today)), ...longer.map(prolongedText)];
    if (member.personId !== actor.personId || permissions.length === 0) return;
    for (const { personId, email: to } of await this.administrators.others(tx, actor.personId, organizationId)) {
      const rights = await this.administrators.rightsOf(tx, personId, organizationId);
      const mandate = rights && mandateOf(rights);
      const mayTake = mandate !== null && [...added, ...longer].every((grant) => covers(mandate, grant));
      await this.notifications.tell(tx, {
        eventKey: `membership.self-grant:${id}:${version}`,
        personId,
        organizationId,
        type: 'behorigheter',
        to,
        ...selfGranted({ organization, name: actor.name, permissions, userId: id, mayTake }),
      });
    }
  }

  /** Tells a colleague, unless it is the caller or somebody who is shut out, that another user stands in for him or her, with what (F15). */
  async tellLender(tx: Tx, actor: Actor, colleague: Membership, substitute: Membership, lent: readonly GrantDays[]): Promise<void> {
    const { id, personId, organizationId, email, status } = colleague;
    if (personId === actor.personId || status !== 'active') return;
    const { name } = await readIn<{ name: string }>(tx, PERSON_OF, [substitute.id, organizationId]);
    const permissions = lent.map((grant) => permissionText(grant, stockholmDate(tx.now)));
    await this.notifications.tell(tx, {
      eventKey: `membership.substitute:${substitute.id}:${id}:${substitute.version}`,
      personId,
      organizationId,
      type: 'behorigheter',
      to: email,
      ...substituteMade({ organization: actor.organizationName!, name, permissions }),
    });
  }

  private async tellMember(tx: Tx, actor: Actor, { id, personId, organizationId, email }: Membership, eventKey: string): Promise<void> {
    const { own, lent } = await openGrants(tx, id);
    const permissions = [...own, ...lent].map((grant) => permissionText(grant, stockholmDate(tx.now)));
    const letter = permissionsChanged({ organization: actor.organizationName!, permissions });
    await this.notifications.tell(tx, { eventKey, personId, organizationId, type: 'behorigheter', to: email, ...letter });
  }

  private note(tx: Tx, { id, organizationId, personId }: Membership, verb: string, facts: Record<string, unknown>): Promise<void> {
    const self = tx.actor?.personId === personId ? { self: true } : {};
    return this.events.append(tx, {
      organizationId,
      verb: `membership.${verb}`,
      subjectType: 'membership',
      subjectId: id,
      facts: { ...facts, ...self },
    });
  }
}

/** Which role and where, for the event. */
const inPlace = ({ role, departmentId }: Placed) => (departmentId ? { role, departmentId } : { role });

/** "Attestant, förlängd till och med 2026-12-31", "Handledare (Mark), förlängd tills vidare". */
const prolongedText = (grant: GrantDays): string =>
  `${roleIn(grant)}, förlängd ${grant.through ? `till och med ${grant.through}` : 'tills vidare'}`;

/** "Attestant, från 2026-12-01 till och med 2026-12-31", "Attestant, som vikarie för Karin Chef, till och med 2026-12-31", "Handledare (Mark)". */
function permissionText({ from, through, lentFromName, ...grant }: Omit<GrantDays, 'departmentId'>, today: string): string {
  const days = [from > today ? `från ${from}` : '', through ? `till och med ${through}` : ''].filter(Boolean).join(' ');
  return [roleIn(grant), lentFromName ? standingIn(lentFromName) : '', days].filter(Boolean).join(', ');
}

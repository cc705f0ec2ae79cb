import { Injectable } from '@nestjs/common';
import type { GrantableRole } from '../kernel/access.js';
import { readIn, systemDoes, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { userProblem } from './users.problems.js';

/** A right of somebody who becomes a member. */
export interface NewRole {
  role: GrantableRole;
  validTo: string | null;
  departmentId?: string | null;
}

/** Somebody who becomes a member of an organisation. */
export interface NewMember {
  personId: string;
  organizationId: string;
  title: string;
  email: string;
  phone: string | null;
  /** Rights beyond being a member; `validTo` is the last day, in Stockholm. Without a department it is the whole organisation's. */
  roles: readonly NewRole[];
  grantedBy: string;
  /** Who invited, of somebody who came by the link of an invitation that was mailed to `email`: holding it proves that the address is read by the person (V3). */
  invitedBy?: string;
  /** How an administrator who adds the person by number names and describes him or her (B9); others have said it themselves. */
  added?: { name: string; roleDescription: string };
  /** What led to it, e.g. the id of the invitation that was accepted: whoever follows leaves that to the one who did it. */
  cause?: string;
}

/** Who is about to become a member. */
export type Newcomer = Pick<NewMember, 'personId' | 'organizationId' | 'email' | 'cause'>;

/** What another module does about somebody's joining, in its transaction and as the system. */
export interface JoinFollower {
  /** Holds the rows that `follow` will change. */
  hold(tx: Tx, newcomer: Newcomer): Promise<void>;
  /** What is done behind it. */
  follow(tx: Tx, member: NewMember): Promise<void>;
}

/**
 * How persons become members: by an invitation's link, an administrator's confirmation, personnummer or the region's desk. Every door takes
 * its locks in one order: the organisation's turn to join, the invitation that is accepted, the person's other invitations in the order of
 * their ids, the member, the event's head.
 */
@Injectable()
export class Joining {
  private readonly followers: JoinFollower[] = [];

  constructor(private readonly events: EventLog) {}

  /** Has something done behind everybody's joining, whichever way. Said once, at start, by a module that this one does not know. */
  follow(follower: JoinFollower): void {
    this.followers.push(follower);
  }

  /** Lets nobody else join the organisation, nor be ended there, until the transaction ends. Before an invitation or a member is held. */
  async takeTurn(tx: Tx, organizationId: string): Promise<void> {
    await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('joining:' || $1, 0))`, [organizationId]);
  }

  /** Holds everything that somebody's joining will change. Ahead of `join` only where something is written before it. */
  async hold(tx: Tx, newcomer: Newcomer): Promise<void> {
    await this.takeTurn(tx, newcomer.organizationId);
    await systemDoes(tx, async () => {
      for (const follower of this.followers) await follower.hold(tx, newcomer);
    });
  }

  /**
   * Makes the person a member with these rights, in the caller's transaction. Null when he or she already is one, active or suspended:
   * then nothing is changed. Two at once make one. What an administrator wrote of how the person is reached is noted as somebody else's
   * words: both of who is added, the telephone number of who is invited (decision 0023). Errors: those of `assertFit`.
   */
  async join(tx: Tx, member: NewMember): Promise<string | null> {
    const { personId, organizationId, title, email, phone, roles, grantedBy, invitedBy, added } = member;
    await this.hold(tx, member);
    const [made] = await tx.em.query<{ id: string }[]>(
      `insert into membership (person_id, organization_id, title, email, phone, stated_name, role_description, email_edited_at, phone_edited_at, email_verified_at)
       values ($1, $2, $3, $4, $5, $6, $7, case when $8 then now() end, case when $8 or $9 then now() end, case when $9 then now() end)
       on conflict (person_id, organization_id) where status <> 'ended' do nothing returning id`,
      [
        personId,
        organizationId,
        title,
        email,
        phone,
        added?.name ?? null,
        added?.roleDescription ?? '',
        added !== undefined,
        invitedBy !== undefined,
      ],
    );
    if (!made) return null;
    await this.assertFit(tx, personId, organizationId, roles);
    await tx.em.query(
      `insert into role_grant (membership_id, organization_id, role, department_id, valid_to, granted_by)
       select $1, $2, r ->> 'role', (r ->> 'departmentId')::uuid, ((r ->> 'validTo')::date + 1)::timestamp at time zone 'Europe/Stockholm', $4
       from jsonb_array_elements($3::jsonb) r`,
      [made.id, organizationId, JSON.stringify(roles), grantedBy],
    );
    await systemDoes(tx, async () => {
      for (const follower of this.followers) await follower.follow(tx, member);
    });
    await this.events.append(tx, {
      organizationId,
      verb: 'membership.join',
      subjectType: 'membership',
      subjectId: made.id,
      facts: {
        personId,
        grantedBy,
        ...(added ? { how: 'added' } : invitedBy && { how: 'invited', invitedBy }),
        roles: roles.map(({ role, validTo, departmentId }) => ({ role, validTo, ...(departmentId && { departmentId }) })),
      },
    });
    return made.id;
  }

  /**
   * Throws when the person can't have one of these rights: 409 `users/qualification-needed` for a Handledare without yrkesbevis or dispens
   * (B8), 409 `users/department-closed`.
   */
  async assertFit(tx: Tx, personId: string, organizationId: string, roles: readonly NewRole[]): Promise<void> {
    if (roles.some(({ role }) => role === 'handledare') && !(await this.maySupervise(tx, personId)))
      throw userProblem('qualification-needed');
    const asked = [...new Set(roles.flatMap(({ departmentId }) => departmentId ?? []))];
    if (asked.length === 0) return;
    const open = await tx.em.query<unknown[]>(
      `select from department d join organization o on o.id = d.organization_id and o.departments_enabled
       where d.id = any($1) and d.organization_id = $2 and d.active for share of d`,
      [asked, organizationId],
    );
    if (open.length < asked.length) throw userProblem('department-closed');
  }

  /** Has the person yrkesbevis or handledardispens that is valid today (B8)? Only the training board registers it. */
  maySupervise(tx: Tx, personId: string): Promise<boolean> {
    return readIn(tx, 'may_supervise($1)', [personId]);
  }

  /** The same of whoever has a number, found by `lookups`: one statement that takes as long for somebody unknown. System's scope. */
  maySuperviseBy(tx: Tx, lookups: readonly Buffer[]): Promise<boolean> {
    return readIn(tx, 'may_supervise((select person_id from person_identifier where lookup = any($1) limit 1))', [lookups]);
  }
}

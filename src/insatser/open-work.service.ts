import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, can, permissionsOf } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchText, statusLabel } from '../kernel/sql.js';
import { save } from '../kernel/transitions.js';
import { Administrators, type Duties, Leaving, type Member, Memberships } from '../memberships/index.js';
import { Notifications } from '../notifications/index.js';
import { Insats } from './insats.entity.js';
import { insatsLifecycle } from './insats.lifecycle.js';
import { workHandedOver, workTakenOver } from './insats.mail.js';
import { seesSql } from './insats.policy.js';
import { insatsProblem } from './insats.problems.js';
import type { HandedOver, OpenWork } from './open-work.dto.js';

/** Still under way, and the person's: a draft by who made it, the others by whom they name. $1 organisation, $2 person. */
const OPEN = `i.organization_id = $1 and ((i.status = 'utkast' and i.created_by = $2::uuid)
  or (i.status in ('utkast', 'registreras', 'godkand') and (i.responsible_person_id = $2::uuid or i.contact_person_id = $2::uuid)))`;

const openWork = (actor: Actor): string => `select json_build_object(
    'count', (select count(*) from insats i where ${OPEN}),
    'insatser', coalesce((select json_agg(json_build_object('id', i.id, 'number', i.number, 'status', i.status,
        'name', case when ${seesSql(actor, 'i', '$3')} then i.name end, 'statusLabel', ${statusLabel('i.status', insatsLifecycle.statuses)},
        'isResponsible', i.responsible_person_id is not distinct from $2::uuid, 'isContact', i.contact_person_id = $2::uuid) order by i.created_on, i.id)
      from (select * from insats i where ${OPEN} order by i.created_on, i.id limit 100) i), '[]'),
    'requisitionDrafts', (select count(*) from requisition r where r.organization_id = $1 and r.status = 'utkast' and r.created_by = $2::uuid))`;

/** How much was handed over, from whom and to whom. */
interface Passed {
  count: number;
  from: Member;
  to: Member;
}

/** What somebody who leaves has under way, and handing it over to a colleague (§8.6). */
@Injectable()
export class OpenWorks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly memberships: Memberships,
    private readonly administrators: Administrators,
    private readonly events: EventLog,
    private readonly notifications: Notifications,
    private readonly leaving: Leaving,
  ) {}

  /** Who is ended hands over open insatser too, in the transaction of the end. */
  onModuleInit(): void {
    const duties: Duties = {
      count: (tx, { organizationId, personId }) =>
        readIn(tx, `(select count(*)::int from insats i where ${OPEN})`, [organizationId, personId]),
      handOver: async (tx, actor, { id }, toUserId) => (await this.handOverIn(tx, actor, id, toUserId)).count,
    };
    this.leaving.answerFor(duties);
  }

  /** The open insatser of a user by the user's id; names only of those that the caller may see. 404 for another organisation's. */
  async of(actor: Actor, userId: string): Promise<OpenWork> {
    const organizationId = actor.organizationId!;
    const user = await this.memberships.byId(actor, organizationId, userId);
    if (!user) throw kernelProblem('not-found');
    const name = `open-work:${can(actor, 'insats:read-all')}`;
    return this.db.read<OpenWork>(actor, name, openWork(actor), [organizationId, user.personId, actor.personId]);
  }

  /**
   * Makes a colleague responsible for, contact of and, of drafts, author of everything the user has open; all of it or nothing. The
   * colleague is told, and the user unless it is the caller; the user's history remembers it. 403 when the caller has lost the right meanwhile, 422
   * `insatser/receiver-not-member`, `receiver-self` (who may not see everything gets nothing that way), 404 for another organisation's user,
   * 429 after two hundred changes an hour.
   */
  handOver(actor: Actor, userId: string, toUserId: string): Promise<HandedOver> {
    return this.db.tx(actor, async (tx) => {
      this.administrators.count(actor);
      const { count, from, to } = await this.handOverIn(tx, actor, userId, toUserId);
      const event = { organizationId: actor.organizationId!, verb: 'membership.handover', subjectType: 'membership', subjectId: userId };
      if (count) await this.events.append(tx, { ...event, facts: { handedOver: count, handedOverTo: toUserId } });
      if (count > 0 && from.status === 'active' && from.personId !== actor.personId)
        await this.notifications.tell(tx, {
          eventKey: `insats.taken-over:${userId}:${toUserId}:${tx.now.toISOString()}`,
          personId: from.personId,
          organizationId: actor.organizationId,
          type: 'behorigheter',
          to: from.email,
          ...workTakenOver({ organization: actor.organizationName!, toName: to.name, count }),
        });
      return { count, toName: to.name };
    });
  }

  /** Work gives sight of cases, so it is given like a right: with the receiver held, in the organisation's turn and by what the caller may do then (0030). */
  private async handOverIn(tx: Tx, actor: Actor, userId: string, toUserId: string): Promise<Passed> {
    const organizationId = actor.organizationId!;
    await this.memberships.hold(tx, organizationId, { id: toUserId });
    const { roles, modules } = await this.administrators.takeTurn(tx, actor);
    const now = permissionsOf(roles, modules);
    if (!now.has('users:handover')) throw kernelProblem('forbidden');
    const from = await this.memberships.byId(tx, organizationId, userId);
    if (!from) throw kernelProblem('not-found');
    const to = await this.memberships.byId(tx, organizationId, toUserId);
    if (to?.status !== 'active' || to.personId === from.personId) throw insatsProblem('receiver-not-member');
    if (to.personId === actor.personId && !now.has('insats:read-all')) throw insatsProblem('receiver-self');
    const rows = await tx.em.query<{ id: string }[]>(`select i.id from insats i where ${OPEN} order by i.id for update`, [
      organizationId,
      from.personId,
    ]);
    const insatser = await tx.em.find(Insats, { where: { id: In(rows.map(({ id }) => id)) }, order: { id: 'asc' } });
    for (const insats of insatser) await this.pass(tx, insats, from.personId, to);
    if (insatser.length)
      await this.notifications.tell(tx, {
        eventKey: `insats.handover:${userId}:${toUserId}:${tx.now.toISOString()}`,
        personId: to.personId,
        organizationId,
        type: 'overlamnat',
        to: to.email,
        ...workHandedOver({ organization: actor.organizationName!, fromName: from.name, count: insatser.length }),
      });
    return { count: insatser.length, from, to };
  }

  private async pass(tx: Tx, insats: Insats, from: string, to: Member): Promise<void> {
    const roles: string[] = [];
    if (insats.status === 'utkast' && insats.createdBy === from) {
      insats.createdBy = to.personId;
      roles.push('author');
    }
    if (insats.responsiblePersonId === from) {
      insats.responsiblePersonId = to.personId;
      roles.push('responsible');
    }
    if (insats.contactPersonId === from) {
      Object.assign(insats, { contactPersonId: to.personId, contactName: to.name });
      insats.searchText = searchText(insats.number, insats.name, insats.contactName);
      roles.push('contact');
    }
    insats.updatedAt = tx.now;
    await save(tx, Insats, insats);
    await this.events.append(tx, {
      organizationId: insats.organizationId,
      verb: 'insats.handover',
      subjectType: 'insats',
      subjectId: insats.id,
      facts: { roles, from, to: to.personId },
    });
  }
}

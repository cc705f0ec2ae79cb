import { Injectable } from '@nestjs/common';
import type { EmployerRole } from '../kernel/access.js';
import type { Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';

/** Somebody who becomes a member of an organisation. */
export interface NewMember {
  personId: string;
  organizationId: string;
  title: string;
  email: string;
  phone: string | null;
  /** Rights beyond being a member; `validTo` is the last day, in Stockholm. */
  roles: readonly { role: Exclude<EmployerRole, 'medlem'>; validTo: string | null }[];
  grantedBy: string;
  /** How an administrator who adds the person by number names and describes him or her (B9); others have said it themselves. */
  added?: { name: string; roleDescription: string };
}

/** Who can be told about an organisation's users. */
export interface Administrator {
  personId: string;
  email: string;
}

/** How persons become members. */
@Injectable()
export class Joining {
  constructor(private readonly events: EventLog) {}

  /**
   * Makes the person a member with these rights, in the caller's transaction. Null when he or she already is one, active or suspended:
   * then nothing is changed. Two at once make one.
   */
  async join(tx: Tx, { personId, organizationId, title, email, phone, roles, grantedBy, added }: NewMember): Promise<string | null> {
    const [made] = await tx.em.query<{ id: string }[]>(
      `insert into membership (person_id, organization_id, title, email, phone, stated_name, role_description) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (person_id, organization_id) where status <> 'ended' do nothing returning id`,
      [personId, organizationId, title, email, phone, added?.name ?? null, added?.roleDescription ?? ''],
    );
    if (!made) return null;
    await tx.em.query(
      `insert into role_grant (membership_id, organization_id, role, valid_to, granted_by)
       select $1, $2, r ->> 'role', ((r ->> 'validTo')::date + 1)::timestamp at time zone 'Europe/Stockholm', $4 from jsonb_array_elements($3::jsonb) r`,
      [made.id, organizationId, JSON.stringify(roles), grantedBy],
    );
    await this.events.append(tx, {
      organizationId,
      verb: 'membership.join',
      subjectType: 'membership',
      subjectId: made.id,
      facts: { personId, grantedBy, ...(added ? { how: 'added' } : {}), roles: roles.map(({ role, validTo }) => ({ role, validTo })) },
    });
    return made.id;
  }

  /** Active members who administer the organisation's users right now: a fund's employer's, or a building company's. */
  administrators(
    tx: Tx,
    organizationId: string,
    role: 'administrera_anvandare' | 'foretagsadministrator' = 'administrera_anvandare',
  ): Promise<Administrator[]> {
    return tx.em.query<Administrator[]>(
      `select m.person_id as "personId", m.email from membership m join person p on p.id = m.person_id and p.status = 'active'
       where m.organization_id = $1 and m.status = 'active' and exists (select from role_grant g where g.membership_id = m.id
         and g.role = $2 and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())) order by m.id`,
      [organizationId, role],
    );
  }
}

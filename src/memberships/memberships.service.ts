import { Injectable } from '@nestjs/common';
import type { Actor, DbScope, GrantableRole } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { CONTACT, HOLDERS, MEMBERS, REACHED_AT } from './access.queries.js';
import type { MembershipStatus } from './membership.lifecycle.js';
import type { MemberList } from './session.dto.js';
import { PERSON_OF } from './users.queries.js';

/** How a member wants to be reached in the name of an organisation. */
export interface Contact {
  name: string;
  email: string;
  phone: string | null;
  title: string;
}

/** A member and the address he or she is told at. */
export interface Reached {
  personId: string;
  email: string;
}

/** Whom a user's id stands for, also after the end. */
export interface Member {
  personId: string;
  name: string;
  email: string;
  status: MembershipStatus;
}

/** Who belongs to an organisation, for prefilled forms and mails. */
@Injectable()
export class Memberships {
  constructor(private readonly db: Db) {}

  /** Active members of the organisation the actor acts for, in Swedish order. */
  async colleagues(actor: Actor): Promise<MemberList> {
    return { members: await this.db.read(actor, 'members', MEMBERS, [actor.organizationId]) };
  }

  /** The contact details of an active member; null when the person is none. Read in the running transaction or on its own. */
  contactOf(from: Tx | Actor | DbScope, personId: string, organizationId: string): Promise<Contact | null> {
    const values = [personId, organizationId];
    return 'em' in from ? readIn(from, CONTACT, values) : this.db.read(from, 'contact', CONTACT, values);
  }

  /** The active member who is reached at an address, the preferred person when several are; null when it is nobody's. */
  reachedAt(tx: Tx, email: string, organizationId: string, preferred: string): Promise<Reached | null> {
    return readIn(tx, REACHED_AT, [email, organizationId, preferred]);
  }

  /** Active members who hold one of these roles right now, in a department too, and where they are reached. */
  holders(tx: Tx, organizationId: string, roles: readonly GrantableRole[]): Promise<Reached[]> {
    return readIn(tx, HOLDERS, [organizationId, roles]);
  }

  /** True for an active member. */
  async isMember(from: Tx | Actor | DbScope, personId: string, organizationId: string): Promise<boolean> {
    return (await this.contactOf(from, personId, organizationId)) !== null;
  }

  /** The name of an active member, else null. */
  async memberName(from: Tx | Actor | DbScope, personId: string, organizationId: string): Promise<string | null> {
    return (await this.contactOf(from, personId, organizationId))?.name ?? null;
  }

  /**
   * Holds who is about to be given something until the transaction ends, and waits for who is being ended at this moment: read afterwards.
   * Members are locked before what they are given (decision 0014).
   */
  async hold(tx: Tx, organizationId: string, by: { id: string } | { personId: string }): Promise<void> {
    const [column, value] = 'id' in by ? ['id', by.id] : ['person_id', by.personId];
    await tx.em.query(`select from membership where ${column} = $1 and organization_id = $2 order by id for key share`, [
      value,
      organizationId,
    ]);
  }

  /** The member of an organisation behind a user's id, whatever the status; null for another organisation's. */
  byId(from: Tx | Actor, organizationId: string, id: string): Promise<Member | null> {
    const values = [id, organizationId];
    return 'em' in from ? readIn(from, PERSON_OF, values) : this.db.read(from, 'member', PERSON_OF, values);
  }
}

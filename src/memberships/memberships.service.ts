import { Injectable } from '@nestjs/common';
import type { Actor, DbScope } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { CONTACT, MEMBERS } from './access.queries.js';
import type { MemberList } from './session.dto.js';

/** How a member wants to be reached in the name of an organisation. */
export interface Contact {
  name: string;
  email: string;
  phone: string | null;
  title: string;
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

  /** True for an active member. */
  async isMember(from: Tx | Actor | DbScope, personId: string, organizationId: string): Promise<boolean> {
    return (await this.contactOf(from, personId, organizationId)) !== null;
  }

  /** The name of an active member, else null. */
  async memberName(from: Tx | Actor | DbScope, personId: string, organizationId: string): Promise<string | null> {
    return (await this.contactOf(from, personId, organizationId))?.name ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import { companyRoles, type GrantableRole, roleIn } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { oneByOne } from '../kernel/one-by-one.js';
import { Notifications } from '../notifications/index.js';
import { colleagueLoses, permissionsEnd, standingIn } from './membership.mail.js';
import { Memberships, type Reached } from './memberships.service.js';
import { endingsOf, membersToTell } from './role-expiry.queries.js';
import type { AdministratorRole } from './role.policy.js';

const SYSTEM = { kind: 'system' } as const;

/** What a member loses by the same last day. */
interface Ending extends Reached {
  eventKey: string;
  organizationId: string;
  organization: string;
  name: string;
  /** ÅÅÅÅ-MM-DD. */
  day: string;
  /** It is that day; else within a week of it. */
  isLast: boolean;
  permissions: { role: GrantableRole; department: string | null; lentFrom: string | null }[];
}

/** Tells of rights before they end, once a week before and once on the day. Nothing ends by it: the last day is asked at every request. */
@Injectable()
export class RoleExpiry {
  constructor(
    private readonly db: Db,
    private readonly memberships: Memberships,
    private readonly notifications: Notifications,
  ) {}

  /** The person and the administrators whose roles these are, from 07:00 in Stockholm; also for a 07:00 when no worker ran. Done twice it is done once. */
  async tell(): Promise<void> {
    const members = await this.db.read<string[]>(SYSTEM, 'role-expiry', membersToTell);
    await oneByOne('role-expiry', members, String, (id) => this.db.tx(SYSTEM, (tx) => this.tellOf(tx, id)));
  }

  private async tellOf(tx: Tx, memberId: string): Promise<void> {
    for (const ending of await readIn<Ending[]>(tx, endingsOf, [memberId])) {
      const { personId, organizationId, email, eventKey, name, organization, day, isLast } = ending;
      const permissions = ending.permissions.map((one) => [roleIn(one), ...(one.lentFrom ? [standingIn(one.lentFrom)] : [])].join(', '));
      const about = { organization, permissions, day, isLast };
      const notice = { eventKey, organizationId, type: 'behorigheter' } as const;
      await this.notifications.tell(tx, { ...notice, personId, to: email, ...permissionsEnd(about) });
      const letter = colleagueLoses({ ...about, name, userId: memberId, lent: howMuchIsLent(ending) });
      for (const administrator of await this.memberships.holders(tx, organizationId, administering(ending)))
        if (administrator.personId !== personId)
          await this.notifications.tell(tx, { ...notice, personId: administrator.personId, to: administrator.email, ...letter });
    }
  }
}

/** How much of it is a substitute's. */
function howMuchIsLent({ permissions }: Ending): 'none' | 'some' | 'all' {
  const lent = permissions.filter(({ lentFrom }) => lentFrom !== null).length;
  return lent === 0 ? 'none' : lent === permissions.length ? 'all' : 'some';
}

/** The roles that administer these. */
const administering = ({ permissions }: Ending): AdministratorRole[] => [
  ...new Set(
    permissions.map(({ role }) => (companyRoles.some((one) => one === role) ? 'foretagsadministrator' : 'administrera_anvandare')),
  ),
];

import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { mandateOf, type Rights, rightsFrom, type StandingRow } from '../memberships/index.js';
import type { InvitationPage, InvitationPageQuery, InvitationView, LookUpAnswer } from './invitation.dto.js';
import { invitationActions } from './invitation.policy.js';
import { invitationPage, invitationRow, lookUp, memberByEmail, OBSTACLES, ownStanding } from './invitation.queries.js';
import type { Obstacles } from './obstacles.dto.js';

/** A row as it is read, with what its actions depend on. */
type Bare = Omit<InvitationView, 'actions'> & { obstacle: string | null; inviter: StandingRow | null; today: string };
interface Known {
  member: boolean;
  invitationId: string | null;
}

/** Every read of an organisation's invitations. One statement each. */
@Injectable()
export class InvitationPages {
  constructor(private readonly db: Db) {}

  /** The list, newest first. */
  async list(actor: Actor, { cursor, limit }: InvitationPageQuery): Promise<InvitationPage> {
    const after = decodeCursor(cursor, 'newest')?.id ?? null;
    const values = [actor.organizationId, limit, after, ...sight(actor)];
    const [{ rows, next }, rights] = await Promise.all([
      this.db.read<{ rows: Bare[]; next: string | null }>(actor, 'invitations', invitationPage, values),
      this.rights(actor),
    ]);
    const shown = rows.map((row) => present(actor, rights, row));
    return { rows: shown.map(({ version: _version, ...row }) => row), next };
  }

  /** One invitation with what can be done; 404 for another organisation's and for what is out of the caller's sight. */
  async view(actor: Actor, id: string): Promise<InvitationView> {
    const [row, rights] = await Promise.all([
      this.db.read<Bare | null>(actor, 'invitation', invitationRow, [id, ...sight(actor)]),
      this.rights(actor),
    ]);
    return found(actor, rights, row);
  }

  /** The same inside a running transaction. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<InvitationView> {
    const row = await readIn<Bare | null>(tx, invitationRow, [id, ...sight(actor)]);
    return found(actor, rightsOf(actor, await readIn<StandingRow | null>(tx, ownStanding, own(actor))), row);
  }

  /** The first step of "Ny användare" (A26): what is known of the address here, and nothing of what is known elsewhere. */
  async lookUp(actor: Actor, email: string): Promise<LookUpAnswer> {
    const { member, invitationId } = await this.db.read<Known>(actor, 'invitation-look-up', lookUp, [actor.organizationId, email]);
    if (member) {
      const userId = await this.db.read<string | null>(actor, 'member-by-email', memberByEmail, [
        actor.organizationId,
        email,
        ...sight(actor),
      ]);
      return { outcome: 'member', invitationId: null, userId };
    }
    if (!invitationId) return { outcome: 'free', invitationId: null, userId: null };
    const seen = await this.db.read<object | null>(actor, 'invitation', invitationRow, [invitationId, ...sight(actor)]);
    return { outcome: 'invited', invitationId: seen && invitationId, userId: null };
  }

  /** The same inside a running transaction. */
  lookUpIn(tx: Tx, actor: Actor, email: string): Promise<Known> {
    return readIn<Known>(tx, lookUp, [actor.organizationId, email]);
  }

  /** Why the person can't act for an organisation that knows him or her (A10). Of the asking person alone, whatever organisation it is. */
  obstacles(personId: string): Promise<Obstacles> {
    return this.db.read({ kind: 'system' }, 'obstacles', OBSTACLES, [personId]);
  }

  private async rights(actor: Actor): Promise<Rights> {
    return rightsOf(actor, await this.db.read<StandingRow | null>(actor, 'own-standing', ownStanding, own(actor)));
  }
}

const sight = (actor: Actor): unknown[] => {
  const { everybody, departments, supervisors } = mandateOf(actor);
  return [everybody, departments, supervisors];
};

const own = ({ personId, organizationId }: Actor): unknown[] => [personId, organizationId];

/** What counts for the actor now; nothing for who has lost the right since the request came in. */
const rightsOf = (actor: Actor, held: StandingRow | null): Rights =>
  rightsFrom(held) ?? { ...actor, roles: [], departments: [], lastDays: {} };

function present(actor: Actor, rights: Rights, { obstacle, inviter, today, ...row }: Bare): InvitationView {
  return { ...row, actions: invitationActions(actor, rights, { ...row, obstacle, inviter: rightsFrom(inviter), today }) };
}

function found(actor: Actor, rights: Rights, row: Bare | null): InvitationView {
  if (!row) throw kernelProblem('not-found');
  return present(actor, rights, row);
}

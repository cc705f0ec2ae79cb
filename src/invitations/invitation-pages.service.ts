import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { mandateOf } from '../memberships/index.js';
import type { InvitationPage, InvitationPageQuery, InvitationRow, InvitationView, LookUpAnswer } from './invitation.dto.js';
import { invitationActions } from './invitation.policy.js';
import { invitationPage, invitationRow, lookUp, memberByEmail, OBSTACLES } from './invitation.queries.js';
import type { Obstacles } from './obstacles.dto.js';

type Bare<T extends InvitationRow> = Omit<T, 'actions'>;
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
    const { rows, next } = await this.db.read<{ rows: Bare<InvitationView>[]; next: string | null }>(
      actor,
      'invitations',
      invitationPage,
      values,
    );
    return { rows: rows.map(({ version: _version, ...row }) => present(actor, row)), next };
  }

  /** One invitation with what can be done; 404 for another organisation's and for what is out of the caller's sight. */
  async view(actor: Actor, id: string): Promise<InvitationView> {
    return found(actor, await this.db.read<Bare<InvitationView> | null>(actor, 'invitation', invitationRow, [id, ...sight(actor)]));
  }

  /** The same inside a running transaction. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<InvitationView> {
    return found(actor, await readIn<Bare<InvitationView> | null>(tx, invitationRow, [id, ...sight(actor)]));
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
}

const sight = (actor: Actor): unknown[] => {
  const { everybody, departments, supervisors } = mandateOf(actor);
  return [everybody, departments, supervisors];
};

const present = <T extends Bare<InvitationRow>>(actor: Actor, row: T): T & Pick<InvitationRow, 'actions'> => ({
  ...row,
  actions: invitationActions(actor, row),
});

function found(actor: Actor, row: Bare<InvitationView> | null): InvitationView {
  if (!row) throw kernelProblem('not-found');
  return present(actor, row);
}

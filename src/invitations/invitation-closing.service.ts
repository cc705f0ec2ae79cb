import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { Joining, type Newcomer, type NewMember } from '../memberships/index.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLapse } from './invitation-lapse.service.js';

/** The open invitations of somebody who joins, held: by the own signature, and those that nobody has signed by personnummer or, where none was given, address. $1 organisation, $2 left alone, $3 person, $4 address. */
const OPEN = `select id from invitation where organization_id = $1 and id is distinct from $2::uuid
  and status in ('skickad', 'vantar_pa_bekraftelse') and (accepted_by = $3 or (accepted_by is null and ((identifier_lookup is null and lower(email) = lower($4))
    or identifier_lookup in (select lookup from person_identifier where person_id = $3)))) order by id for update`;

/** Whoever becomes a member, by whatever door, has no other invitation there that can be accepted, reminded of or missed. */
@Injectable()
export class InvitationClosing implements OnModuleInit {
  constructor(
    private readonly joining: Joining,
    private readonly lapse: InvitationLapse,
  ) {}

  onModuleInit(): void {
    this.joining.follow({
      hold: async (tx, newcomer) => void (await this.open(tx, newcomer)),
      follow: (tx, member) => this.close(tx, member),
    });
  }

  private open(tx: Tx, { organizationId, personId, email, cause }: Newcomer): Promise<{ id: string }[]> {
    return tx.em.query(OPEN, [organizationId, cause ?? null, personId, email]);
  }

  private async close(tx: Tx, member: NewMember): Promise<void> {
    for (const other of await this.open(tx, member)) {
      const invitation = await tx.em.findOneByOrFail(Invitation, other);
      await this.lapse.closeIfOverdue(tx, invitation);
      if (invitation.status === 'utgangen') continue;
      await this.lapse.replace(tx, invitation);
    }
  }
}

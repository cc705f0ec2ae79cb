import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { asSystem, Db, readIn, type Tx } from '../kernel/db.js';
import { kernelProblem, problems } from '../kernel/problem.js';
import type { ShownNumber } from './number-view.dto.js';
import { clearNumber } from './personnummer.js';
import { Persons } from './persons.service.js';

/** Whose number is to be shown, for whom, and why. */
interface NumberRequest {
  personId: string;
  /** The company whose administrator asks; null for staff. */
  organizationId: string | null;
  /** 10–500 characters; the person may read it. */
  reason: string;
}

/** Numbers that somebody may look at in an hour, for all organisations together. */
const PER_HOUR = 20;

/** A number that was asked for under a key is shown once: the stored answer of the command never holds it. */
const numberProblem = problems('personnummer', {
  'already-shown': [409, 'Numret har redan visats. Ange skälet på nytt om du behöver se det igen.'],
});

/** A personnummer in clear for somebody who says why (domain §5.3, §10.2). Each look is kept, and stands in the person's register extract. */
@Injectable()
export class NumberViews {
  constructor(
    private readonly db: Db,
    private readonly persons: Persons,
  ) {}

  /**
   * Shows the number of whom `find` finds, which also looks whether the actor may and writes the event. 429 after 20 an hour, 404 for
   * somebody without a number, 409 when the command's key has been used: the number is no stored answer.
   */
  async reveal(actor: Actor, reason: string, find: (tx: Tx) => Promise<Omit<NumberRequest, 'reason'>>): Promise<ShownNumber> {
    const shown: string[] = [];
    await this.db.tx(actor, async (tx) => void (shown[0] = await this.show(tx, { ...(await find(tx)), reason })));
    if (!shown[0]) throw numberProblem('already-shown');
    return { personalNumber: shown[0] };
  }

  private async show(tx: Tx, { personId, organizationId, reason }: NumberRequest): Promise<string> {
    const viewer = tx.actor!.personId;
    await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('number-view:' || $1, 0))`, [viewer]);
    if ((await readIn<number>(tx, 'numbers_seen_lately()')) >= PER_HOUR) throw kernelProblem('too-many-requests', { retryAfter: 3600 });
    await tx.em.query('insert into number_view (person_id, organization_id, viewed_by, reason) values ($1, $2, $3, $4)', [
      personId,
      organizationId,
      viewer,
      reason,
    ]);
    await asSystem(tx);
    const [number] = await this.persons.numbers(tx, personId);
    if (!number) throw kernelProblem('not-found');
    return clearNumber(number);
  }
}

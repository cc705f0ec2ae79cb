import { readIn, type Tx } from '../kernel/db.js';
import { LENT, OPEN_GRANTS } from './grants.queries.js';
import type { LentGrant, OpenGrant } from './permission.plan.js';

/** Everything that a member holds or will hold: of his or her own, and lent. */
export async function openGrants(tx: Tx, memberId: string): Promise<{ own: OpenGrant[]; lent: LentGrant[] }> {
  return { own: await readIn<OpenGrant[]>(tx, OPEN_GRANTS, [memberId]), lent: await readIn<LentGrant[]>(tx, LENT, [memberId]) };
}

import { readIn, type Tx } from '../kernel/db.js';
import type { Refusal } from '../kernel/lifecycle.js';
import { connectionProblem } from './connection-request.problems.js';

/** Why the calling person may not handle an application: it is one's own, or one belongs to the company (jäv, §10). */
export type Conflict = 'own-request' | 'conflict-of-interest';

/** That reason, or null, for the application in the row `c`. A suspended member has a conflict too. */
export const CONFLICT = `case when c.person_id = (select app_person()) then 'own-request' when exists (
    select from membership x join organization y on y.id = x.organization_id
    where y.org_number = c.org_number and x.person_id = (select app_person()) and x.status <> 'ended') then 'conflict-of-interest' end`;

/** Throws 403 for what `CONFLICT` names. Asked in the running transaction, so that a membership that came after the page was read counts. */
export async function assertImpartial(tx: Tx, id: string): Promise<void> {
  const conflict = await readIn<Conflict | null>(tx, `select ${CONFLICT} from connection_request c where c.id = $1`, [id]);
  if (conflict) throw connectionProblem(conflict);
}

/** The same as the reason of an action that is shown but not allowed. */
export const conflictRefusal = (conflict: Conflict | null): Refusal | null =>
  conflict && { code: connectionProblem.code(conflict), title: connectionProblem.title(conflict) };

import type { Tx } from '../kernel/db.js';
import { payeeDigits, type PayeeSystem, payeeText } from './payee.js';
import type { Requisition } from './requisition.entity.js';

/** The account that the organisation used last, as it is printed; empty when there is none (A77). */
export async function lastAccount(tx: Tx, organizationId: string): Promise<{ payeeSystem: PayeeSystem | null; payeeNumber: string }> {
  const [account] = await tx.em.query<{ system: PayeeSystem; number: string }[]>(
    `select system, number from payee_account where organization_id = $1 and state <> 'blocked' order by last_used_at desc limit 1`,
    [organizationId],
  );
  return { payeeSystem: account?.system ?? null, payeeNumber: account ? payeeText(account.system, account.number) : '' };
}

/** The account of a submitted requisition is offered the next time; paying to a new one is checked when payments are built. */
export async function rememberAccount(tx: Tx, { organizationId, payeeSystem, payeeNumber }: Requisition): Promise<void> {
  await tx.em.query(
    `insert into payee_account (organization_id, system, number, first_used_at, last_used_at) values ($1, $2, $3, $4, $4)
     on conflict (organization_id, system, number) do update set last_used_at = excluded.last_used_at`,
    [organizationId, payeeSystem, payeeDigits(payeeSystem!, payeeNumber), tx.now],
  );
}

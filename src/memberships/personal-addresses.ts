import { readIn, type Tx } from '../kernel/db.js';

const ADDRESSES = `(select coalesce(json_agg(distinct lower(m.email)), '[]') from membership m where m.person_id = $1 and m.status = 'active'
  and m.stated_name is null and m.email_edited_at is null)`;

/**
 * The addresses of active memberships that the person came with (the invitation's link, or verified) or has written, each once: told besides
 * the person's own verified one. Not what an administrator has written: whoever can write an address must not get to know when and how the person logs in.
 */
export const personalAddresses = (tx: Tx, personId: string): Promise<string[]> => readIn(tx, ADDRESSES, [personId]);

import { readIn, type Tx } from '../kernel/db.js';

const ADDRESSES = `(select coalesce(json_agg(distinct lower(m.email)), '[]') from membership m where m.person_id = $1 and m.status = 'active'
  and m.stated_name is null)`;

/**
 * The addresses of a person's active memberships, each once: told besides the person's own verified one. Not what a company wrote of somebody
 * who has not been there: whoever can write an address must not get to know when and how the person logs in.
 */
export const personalAddresses = (tx: Tx, personId: string): Promise<string[]> => readIn(tx, ADDRESSES, [personId]);

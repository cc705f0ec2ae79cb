import { readIn, type Tx } from '../kernel/db.js';

const ADDRESSES = `(select coalesce(json_agg(distinct lower(m.email)), '[]') from membership m where m.person_id = $1 and m.status = 'active')`;

/**
 * Where a person is told about what concerns the person and no organisation: each address of an active membership, once. The one place
 * to widen when people have contact details of their own.
 */
export const personalAddresses = (tx: Tx, personId: string): Promise<string[]> => readIn(tx, ADDRESSES, [personId]);

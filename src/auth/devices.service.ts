import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { secretHash } from './secrets.js';

/** What is known of a browser that somebody has just logged in from. `first` is the person's first ever: nothing to compare with. */
export type Familiarity = 'first' | 'new' | 'known';

/** The browsers that people have logged in from, by the hash of a cookie that lives 399 days and opens nothing (identity §1.3.1). */
@Injectable()
export class Devices {
  constructor(private readonly db: Db) {}

  /** Remembers that the person has logged in from this browser; a browser that keeps no cookie is a new one each time. */
  async note(tx: Tx, personId: string, device: string | undefined): Promise<Familiarity> {
    const [{ others }] = await tx.em.query<[{ others: boolean }]>(
      'select exists (select from known_device where person_id = $1) as others',
      [personId],
    );
    const stranger = others ? 'new' : 'first';
    if (device === undefined) return stranger;
    const [{ fresh }] = await tx.em.query<[{ fresh: boolean }]>(
      `insert into known_device as d (person_id, device_hash) values ($1, $2)
       on conflict (person_id, device_hash) do update set last_seen_at = now() returning old is null as fresh`,
      [personId, secretHash(device)],
    );
    return fresh ? stranger : 'known';
  }

  /** Has anybody ever logged in from this browser? */
  async hasLoggedIn(device: string | undefined): Promise<boolean> {
    if (device === undefined) return false;
    return this.db.read({ kind: 'system' }, 'known-device', 'select exists (select from known_device where device_hash = $1)', [
      secretHash(device),
    ]);
  }
}

/** What BankID gets to know the browser again by: not the cookie, and not what we store of it. */
export const deviceIdentifier = (device: string): string => secretHash(`bankid:${device}`).toString('base64url');

import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { Scheduled } from '../kernel/scheduled.js';
import { contactPlace } from './contacts.service.js';
import { Vault } from './vault.js';

const BATCH = 500;

interface Row {
  id: string;
  person_id: string;
  lookup: Buffer;
  value_enc: Buffer;
  key_id: string;
}

/** What contact points leave behind is tidied by the worker. */
@Injectable()
export class ContactJobs {
  constructor(
    private readonly db: Db,
    private readonly vault: Vault,
  ) {}

  /** Codes, and what was never verified or counts no more, are forgotten after a day (domain §5.3). */
  @Scheduled({ name: 'contact-gc', everySeconds: 600 })
  forgetOldCodes(): Promise<void> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(`delete from verification_code where sent_at < now() - interval '24 hours'`);
      await tx.em.query(
        `delete from contact_point c where status <> 'verifierad' and coalesce(replaced_at, created_at) < now() - interval '24 hours'
           and not exists (select from verification_code v where v.contact_point_id = c.id)`,
      );
    });
  }

  /** After a change of keys everything is sealed anew with the newest, a few at a time, so that the old key can be taken away. */
  @Scheduled({ name: 'contact-reseal', everySeconds: 600 })
  sealAnew(): Promise<number> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      const rows = await tx.em.query<Row[]>(
        'select id, person_id, lookup, value_enc, key_id from contact_point where key_id <> $1 order by id limit $2 for update skip locked',
        [this.vault.newestKeyId, BATCH],
      );
      for (const row of rows) await this.reseal(tx, row);
      return rows.length;
    });
  }

  private async reseal(tx: Tx, { id, person_id, lookup, value_enc, key_id }: Row): Promise<void> {
    const place = contactPlace(person_id, lookup);
    const { keyId, bytes } = this.vault.seal(this.vault.open({ keyId: key_id, bytes: value_enc }, place), place);
    await tx.em.query('update contact_point set value_enc = $2, key_id = $3 where id = $1', [id, bytes, keyId]);
  }
}

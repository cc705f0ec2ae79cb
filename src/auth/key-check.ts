import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { place } from './persons.service.js';
import { Vault } from './vault.js';

/** A few from each end: a rotation goes from the one to the other. */
const SAMPLE = `(select json_build_object(
  'keyIds', (select coalesce(json_agg(distinct i.key_id), '[]') from person_identifier i),
  'rows', (select coalesce(json_agg(json_build_object('keyId', s.key_id, 'bytes', encode(s.value_enc, 'base64'), 'lookup', encode(s.lookup, 'base64'))), '[]')
    from ((select * from person_identifier order by person_id limit 5) union all (select * from person_identifier order by person_id desc limit 5)) s)))`;

interface Sample {
  keyIds: string[];
  rows: { keyId: string; bytes: string; lookup: string }[];
}

/**
 * Stops the start when the keys are not those of the database: with a wrong LOOKUP_KEY everybody would become a new person at the next
 * log-in, and without a key that is still in use nobody's number could be read. Names the setting, never the value.
 */
@Injectable()
export class KeyCheck implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly vault: Vault,
  ) {}

  async onModuleInit(): Promise<void> {
    const { keyIds, rows } = await this.db.read<Sample>({ kind: 'system' }, 'key-check', SAMPLE);
    const missing = keyIds.filter((id) => !this.vault.knows(id));
    if (missing.length) throw new Error(`KEYS: saknar ${missing.join(', ')}, som uppgifter i databasen är krypterade med`);
    for (const row of rows) this.try(row.keyId, Buffer.from(row.bytes, 'base64'), Buffer.from(row.lookup, 'base64'));
  }

  private try(keyId: string, bytes: Buffer, lookup: Buffer): void {
    let digits: string;
    try {
      digits = this.vault.open({ keyId, bytes }, place(lookup));
    } catch {
      throw new Error(`KEYS: ${keyId} är inte den nyckel som databasens uppgifter är krypterade med`);
    }
    if (!this.vault.lookups(digits).some((one) => one.equals(lookup)))
      throw new Error('LOOKUP_KEY: är inte den nyckel som databasens personer söks med');
  }
}

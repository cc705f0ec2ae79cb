import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import type { SealedColumn, SealedRow } from './sealed-columns.js';
import { Vault } from './vault.js';

const BATCH = 200;
const SYSTEM = { kind: 'system' } as const;

/** Why a row could not be moved; it is left exactly as it was. */
export const rotationFaults = {
  'unknown-key': 'är krypterade med en nyckel som saknas i KEYS',
  unreadable: 'går inte att öppna med den nyckel i KEYS som de säger sig vara krypterade med',
  'unknown-lookup': 'har ett uppslagsvärde som ingen nyckel i LOOKUP_KEY ger',
} as const;
export type RotationFault = keyof typeof rotationFaults;

/** What was done with a column's rows. */
export interface Rotated {
  rows: number;
  moved: number;
  left: ReadonlyMap<RotationFault, number>;
}

type StoredRow = Record<string, unknown>;
interface Batch {
  rows: number;
  moved: number;
  faults: RotationFault[];
  last: StoredRow | undefined;
}

/** Moves what is sealed to the newest key and the newest look-up, while everything else goes on. */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly db: Db,
    private readonly vault: Vault,
  ) {}

  /** Goes through a column in batches, each a transaction of its own: what is interrupted is begun anew and finds only what is left to do. */
  async run(column: SealedColumn): Promise<Rotated> {
    const left = new Map<RotationFault, number>();
    let [rows, moved] = [0, 0];
    for (let last: StoredRow | undefined; ;) {
      const batch = await this.db.tx(SYSTEM, (tx) => this.batch(tx, column, last));
      rows += batch.rows;
      moved += batch.moved;
      for (const fault of batch.faults) left.set(fault, (left.get(fault) ?? 0) + 1);
      if (batch.rows < BATCH) return { rows, moved, left };
      last = batch.last;
    }
  }

  private async batch(tx: Tx, column: SealedColumn, after: StoredRow | undefined): Promise<Batch> {
    const { table, primaryKey, bytes, keyId, lookup } = column;
    const key = primaryKey.join(', ');
    const next = after ? ` and (${key}) > (${primaryKey.map((_name, at) => `$${at + 1}`).join(', ')})` : '';
    const columns = [key, bytes, keyId, ...(lookup ? [lookup] : [])].join(', ');
    const rows = await tx.em.query<StoredRow[]>(
      `select ${columns} from ${table} where ${bytes} is not null${next} order by ${key} limit ${BATCH} for update`,
      after ? primaryKey.map((name) => after[name]) : [],
    );
    const faults: RotationFault[] = [];
    let moved = 0;
    for (const row of rows) {
      const outcome = await this.move(tx, column, row);
      if (outcome === 'moved') moved += 1;
      else if (outcome !== 'there') faults.push(outcome);
    }
    return { rows: rows.length, moved, faults, last: rows.at(-1) };
  }

  private async move(tx: Tx, column: SealedColumn, row: StoredRow): Promise<'moved' | 'there' | RotationFault> {
    const { table, primaryKey, lookup: lookupColumn } = column;
    const keyId = row[column.keyId] as string;
    if (!this.vault.knows(keyId)) return 'unknown-key';
    if (!lookupColumn && keyId === this.vault.newestKeyId) return 'there';
    const text = this.open({ keyId, bytes: row[column.bytes] as Buffer }, column.place(row));
    if (text === null) return 'unreadable';
    const stored = lookupColumn && (row[lookupColumn] as Buffer);
    const [newest, ...older] = this.vault.lookups(column.lookupText?.(text) ?? text);
    const isNewest = !stored || stored.equals(newest!);
    if (!isNewest && !older.some((one) => one.equals(stored))) return 'unknown-lookup';
    if (isNewest && keyId === this.vault.newestKeyId) return 'there';
    const moved: SealedRow = lookupColumn ? { ...row, [lookupColumn]: newest } : row;
    const sealed = this.vault.seal(text, column.place(moved));
    const which = primaryKey.map((name, at) => `${name} = $${at + 1}`).join(' and ');
    const change = [column.bytes, column.keyId, ...(lookupColumn ? [lookupColumn] : [])];
    await tx.em.query(
      `update ${table} set ${change.map((name, at) => `${name} = $${primaryKey.length + at + 1}`).join(', ')} where ${which}`,
      [...primaryKey.map((name) => row[name]), sealed.bytes, sealed.keyId, ...(lookupColumn ? [newest] : [])],
    );
    return 'moved';
  }

  private open(sealed: { keyId: string; bytes: Buffer }, place: string): string | null {
    try {
      return this.vault.open(sealed, place);
    } catch {
      return null;
    }
  }
}

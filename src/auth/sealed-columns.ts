/** A row as far as its place is concerned: the columns of the primary key, and the look-up value where there is one. */
export type SealedRow = Readonly<Record<string, unknown>>;

/** A column that the Vault has encrypted, and how to seal it anew. */
export interface SealedColumn {
  readonly table: string;
  /** The columns of the primary key. */
  readonly primaryKey: readonly [string, ...string[]];
  /** The encrypted bytes (bytea) and the name of the key they are sealed with (text). */
  readonly bytes: string;
  readonly keyId: string;
  /** The `Vault.lookup` of the same value (bytea), where the row is found by one. */
  readonly lookup?: string;
  /** What the look-up is made of, where it is not the value itself. */
  readonly lookupText?: (text: string) => string;
  /** The place the value was sealed for, from the columns named above. */
  readonly place: (row: SealedRow) => string;
}

/** Every sealed column of the product, by table and column: what `npm run rotate-keys` goes through. */
export const sealedColumns = new Map<string, SealedColumn>();

/** Tells of a column that the Vault encrypts; beside the code that writes it, when its file is loaded. */
export function sealedColumn(column: SealedColumn): void {
  sealedColumns.set(`${column.table}.${column.bytes}`, column);
}

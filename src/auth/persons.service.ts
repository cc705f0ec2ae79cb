import { Injectable } from '@nestjs/common';
import type { Env } from '../../config/env.js';
import type { Tx } from '../kernel/db.js';
import { displayName } from './names.js';
import { type IdentifierKind, readIdentifier } from './personnummer.js';
import { sealedColumn } from './sealed-columns.js';
import { Vault } from './vault.js';

/** Somebody as an e-ID provider names them. */
export interface Identity {
  personalNumber: string;
  givenName: string;
  surname: string;
  name: string;
}

export interface KnownPerson {
  id: string;
  /** May log in: neither blocked nor anonymised. */
  active: boolean;
}

/** A stored number. */
export interface SealedNumber {
  keyId: string;
  bytes: Buffer;
  lookup: Buffer;
}

interface Row {
  id: string;
  status: string;
  keyId: string;
  lookup: Buffer;
}

/** Persons by their personnummer, which is stored encrypted and found by a keyed HMAC; never in clear, in no log and no address. */
@Injectable()
export class Persons {
  constructor(private readonly vault: Vault) {}

  /** The numbers of a person, twelve digits each, a personnummer before a samordningsnummer: for an e-ID that is to let nobody else sign. */
  async numbers(tx: Tx, personId: string): Promise<string[]> {
    const rows = await tx.em.query<{ bytes: Buffer; keyId: string; lookup: Buffer }[]>(
      'select value_enc as bytes, key_id as "keyId", lookup from person_identifier where person_id = $1 order by kind',
      [personId],
    );
    return rows.map((row) => this.vault.open(row, place(row.lookup)));
  }

  /** The person with this number, made on the first log-in; names follow the provider. Null when the number is not a valid one. */
  async identify(tx: Tx, identity: Identity): Promise<KnownPerson | null> {
    const identifier = readIdentifier(identity.personalNumber);
    if (!identifier) return null;
    const [lookups, known] = await this.find(tx, identifier.digits);
    const names = [identity.givenName, identity.surname, displayName(identity.name)];
    if (!known) return { id: await this.add(tx, identifier.kind, this.sealed(identifier.digits), names), active: true };
    await tx.em.query(
      `update person set given_name = $2, surname = $3, display_name = $4
       where id = $1 and status = 'active' and (given_name, surname, display_name) is distinct from ($2, $3, $4)`,
      [known.id, ...names],
    );
    if (known.keyId !== this.vault.newestKeyId || !known.lookup.equals(lookups[0]!)) await this.seal(tx, known.id, identifier);
    return { id: known.id, active: known.status === 'active' };
  }

  /** The person with a number of twelve digits, made with this name when there is none; a known one keeps his or her own. System's scope. */
  async findOrAdd(tx: Tx, digits: string, name: string): Promise<string> {
    const identifier = readIdentifier(digits);
    if (!identifier) throw new Error('inget giltigt personnummer');
    // Sealed for nothing when the number is known, so that it takes no less time.
    const sealed = this.sealed(digits);
    const [, known] = await this.find(tx, digits);
    const [given, ...rest] = name.split(' ');
    return known?.id ?? this.add(tx, identifier.kind, sealed, [given!, rest.join(' '), displayName(name)]);
  }

  private async find(tx: Tx, digits: string): Promise<[lookups: Buffer[], known: Row | undefined]> {
    const lookups = this.vault.lookups(digits);
    // Two first log-ins at once: the second waits here and finds the first one's person, also while the keys are being changed.
    for (const lock of lookups.map((one) => one.readBigInt64BE(0)).sort((a, b) => Number(a > b) - Number(a < b)))
      await tx.em.query('select pg_advisory_xact_lock($1)', [String(lock)]);
    const [known] = await tx.em.query<Row[]>(
      `select p.id, p.status, i.key_id as "keyId", i.lookup from person_identifier i join person p on p.id = i.person_id
       where i.lookup = any($1)`,
      [lookups],
    );
    return [lookups, known];
  }

  /** The numbers of a person in clear, for that person alone (GDPR Art. 15). */
  async identifiersOf(tx: Tx, personId: string): Promise<{ kind: IdentifierKind; number: string }[]> {
    const rows = await tx.em.query<{ kind: IdentifierKind; keyId: string; bytes: Buffer; lookup: Buffer }[]>(
      'select kind, key_id as "keyId", value_enc as bytes, lookup from person_identifier where person_id = $1 order by kind',
      [personId],
    );
    return rows.map(({ kind, lookup, ...sealed }) => ({ kind, number: this.vault.open(sealed, place(lookup)) }));
  }

  /** A number as `sealed_numbers` gives it, twelve digits. */
  open({ lookup, ...sealed }: SealedNumber): string {
    return this.vault.open(sealed, place(lookup));
  }

  /** Is this the person with the number of `digits`? */
  async holds(tx: Tx, personId: string, digits: string): Promise<boolean> {
    const rows = await tx.em.query<unknown[]>('select from person_identifier where person_id = $1 and lookup = any($2)', [
      personId,
      this.vault.lookups(digits),
    ]);
    return rows.length > 0;
  }

  /** What a number of twelve digits is found by, under each key in use. */
  lookupsOf(digits: string): Buffer[] {
    return this.vault.lookups(digits);
  }

  private sealed(digits: string): SealedNumber {
    const lookup = this.vault.lookup(digits);
    return { ...this.vault.seal(digits, place(lookup)), lookup };
  }

  private async add(tx: Tx, kind: string, { keyId, bytes, lookup }: SealedNumber, names: string[]): Promise<string> {
    const [{ id }] = await tx.em.query<[{ id: string }]>(
      'insert into person (given_name, surname, display_name) values ($1, $2, $3) returning id',
      names,
    );
    await tx.em.query('insert into person_identifier (person_id, kind, value_enc, key_id, lookup) values ($1, $2, $3, $4, $5)', [
      id,
      kind,
      bytes,
      keyId,
      lookup,
    ]);
    return id;
  }

  /** After a change of keys each log-in moves its own number to the newest ones. */
  private async seal(tx: Tx, personId: string, { kind, digits }: { kind: string; digits: string }): Promise<void> {
    const { keyId, bytes, lookup } = this.sealed(digits);
    await tx.em.query('update person_identifier set value_enc = $3, key_id = $4, lookup = $5 where person_id = $1 and kind = $2', [
      personId,
      kind,
      bytes,
      keyId,
      lookup,
    ]);
  }
}

/** The encrypted number belongs to the row that its look-up value finds. */
export const place = (lookup: Buffer): string => `person_identifier:${lookup.toString('hex')}`;

sealedColumn({
  table: 'person_identifier',
  primaryKey: ['person_id', 'kind'],
  bytes: 'value_enc',
  keyId: 'key_id',
  lookup: 'lookup',
  place: ({ lookup }) => place(lookup as Buffer),
});

/** The columns of `person_identifier` for a number, for those who lay test persons; throws when the number is not a valid one. */
export function sealPersonalNumber(
  env: Env,
  personalNumber: string,
): { kind: IdentifierKind; valueEnc: Buffer; keyId: string; lookup: Buffer } {
  const identifier = readIdentifier(personalNumber);
  if (!identifier) throw new Error('inget giltigt personnummer');
  const vault = new Vault(env);
  const lookup = vault.lookup(identifier.digits);
  const { keyId, bytes } = vault.seal(identifier.digits, place(lookup));
  return { kind: identifier.kind, valueEnc: bytes, keyId, lookup };
}

import { Injectable } from '@nestjs/common';
import { Contacts, maskedNumber, Persons, type SealedNumber } from '../auth/index.js';
import { type Actor, can } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import type { ExportedUser, UserRow } from './users.dto.js';

interface NumberRow extends Pick<SealedNumber, 'keyId'> {
  member: string;
  bytes: string;
  lookup: string;
}

const NUMBERS = `select coalesce(json_agg(json_build_object('member', n.member, 'keyId', n.key_id, 'bytes', encode(n.value_enc, 'base64'),
    'lookup', encode(n.lookup, 'base64'))), '[]') from sealed_numbers($1::uuid[]) n`;
const VERIFIED = `select json_build_object('email', has_verified($1, $2), 'phone', has_verified($1, $3))`;

/** The members of a building company by their masked personnummer (domain §5.3). The fund's employers know nobody's. */
@Injectable()
export class MemberNumbers {
  constructor(
    private readonly db: Db,
    private readonly persons: Persons,
    private readonly contacts: Contacts,
  ) {}

  /** "19900101-****" by the member's id; nobody of another organisation. Empty for those who may not know. */
  async masked(actor: Actor, members: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (!can(actor, 'people:manage') || members.length === 0) return new Map();
    const rows = await this.db.read<NumberRow[]>(actor, 'numbers', NUMBERS, [members]);
    return new Map(rows.map(({ member, ...row }) => [member, maskedNumber(this.persons.open(sealed(row)))]));
  }

  /** The rows of a list with their masked numbers. */
  async onto(actor: Actor, rows: readonly ExportedUser[]): Promise<UserRow[]> {
    const numbers = await this.masked(
      actor,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({ ...row, personalNumber: numbers.get(row.id) ?? null }));
  }

  /** Has the member verified, in his or her own name, what he or she came with? Of what others have written, before or since, nothing is told. */
  verified(actor: Actor, member: string, email: string, phone: string | null): Promise<{ email: boolean; phone: boolean }> {
    const lookups = [this.contacts.lookupsOf('email', email), phone ? this.contacts.lookupsOf('mobile', phone) : []];
    return this.db.read(actor, 'member-verified', VERIFIED, [member, ...lookups]);
  }
}

const sealed = ({ keyId, bytes, lookup }: Omit<NumberRow, 'member'>): SealedNumber => ({
  keyId,
  bytes: Buffer.from(bytes, 'base64'),
  lookup: Buffer.from(lookup, 'base64'),
});

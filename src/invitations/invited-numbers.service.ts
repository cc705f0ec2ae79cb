import { Injectable } from '@nestjs/common';
import { Persons, RateLimit, writtenIdentifier } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { readIn, systemDoes, type Tx } from '../kernel/db.js';

/** Personnummer that one administrator may send to or see in files in an hour, those that were refused too: a whole file, looked at four times and sent. Nobody tries numbers out. */
const NUMBERS_PER_HOUR = 1_000;

/** What numbers of members in the organisation $1 are found by, of those in $2. */
const MEMBERS = `coalesce((select json_agg(encode(k.lookup, 'hex')) from person_identifier k join membership m on m.person_id = k.person_id
  where k.lookup = any($2) and m.organization_id = $1 and m.status <> 'ended'), '[]')`;

/** Whose the personnummer of an invitation are, as far as the organisation's own users go: of anybody else nothing is told (decision 0032). */
@Injectable()
export class InvitedNumbers {
  private readonly asked = new RateLimit(NUMBERS_PER_HOUR, 3_600_000);

  constructor(private readonly persons: Persons) {}

  /** Counts what an administrator writes; 429 `portal/too-many-requests`. Nothing and what is no number count nothing. */
  count({ personId }: Actor, written: readonly (string | null | undefined)[]): void {
    for (const one of written) if (digitsOf(one)) this.asked.take(personId);
  }

  /** Those of the written numbers that are users' in the organisation, active or suspended, as they were written. */
  async members(tx: Tx, organizationId: string, written: readonly (string | null | undefined)[]): Promise<ReadonlySet<string>> {
    const numbers = [...new Set(written)].flatMap((one) => {
      const digits = digitsOf(one);
      return digits ? [{ one: one!, lookups: this.persons.lookupsOf(digits) }] : [];
    });
    if (numbers.length === 0) return new Set();
    let found: string[] = [];
    await systemDoes(tx, async () => {
      found = await readIn<string[]>(tx, MEMBERS, [organizationId, numbers.flatMap(({ lookups }) => lookups)]);
    });
    return new Set(numbers.filter(({ lookups }) => lookups.some((one) => found.includes(one.toString('hex')))).map(({ one }) => one));
  }
}

/** A number in twelve digits, however it was written; null for none and for what is no number. */
export const digitsOf = (written: string | null | undefined): string | null => (written ? writtenIdentifier(written) : null);

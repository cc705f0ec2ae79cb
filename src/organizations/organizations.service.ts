import { Injectable } from '@nestjs/common';
import type { Actor, DbScope } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import type { OrganizationType, VatTreatment } from './organization.types.js';

/** What other modules may know of an organisation; the number is ten digits without a dash. */
export interface OrganizationFacts {
  id: string;
  name: string;
  orgNumber: string;
  type: OrganizationType;
  vatTreatment: VatTreatment;
}

const FACTS = `select json_build_object('id', id, 'name', name, 'orgNumber', org_number, 'type', type, 'vatTreatment', vat_treatment)
  from organization where id = $1`;

/** Employers, by id. */
@Injectable()
export class Organizations {
  constructor(private readonly db: Db) {}

  /** One organisation, read in the running transaction or on its own; 404 when it does not exist. */
  async byId(from: Tx | Actor | DbScope, id: string): Promise<OrganizationFacts> {
    const found =
      'em' in from
        ? await readIn<OrganizationFacts | null>(from, FACTS, [id])
        : await this.db.read<OrganizationFacts | null>(from, 'organization', FACTS, [id]);
    if (!found) throw kernelProblem('not-found');
    return found;
  }

  /**
   * Holds the organisation until the transaction ends: one at a time may change who administers it (I1). Does not stop what only
   * refers to it. Taken after rows of members, before the event head. 404 when it does not exist.
   */
  async lock(tx: Tx, id: string): Promise<void> {
    const found = await tx.em.query<unknown[]>('select from organization where id = $1 for no key update', [id]);
    if (!found.length) throw kernelProblem('not-found');
  }
}

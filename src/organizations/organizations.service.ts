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
}

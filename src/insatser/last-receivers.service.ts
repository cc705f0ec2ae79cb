import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { administratorRoles, Memberships, type Reached } from '../memberships/index.js';

/** To whom a decision goes when all whom it concerns have left (§8.6): it always reaches somebody. */
@Injectable()
export class LastReceivers {
  constructor(private readonly memberships: Memberships) {}

  /** Those who see every insats; where nobody does the administrators, who may know a number but nothing more (`see` false, A21). */
  async of(tx: Tx, organizationId: string): Promise<{ receivers: Reached[]; see: boolean }> {
    const seeing = await this.memberships.holders(tx, organizationId, ['ser_samtliga_ansokningar']);
    if (seeing.length) return { receivers: seeing, see: true };
    return { receivers: await this.memberships.holders(tx, organizationId, administratorRoles), see: false };
  }
}

import { Injectable } from '@nestjs/common';
import { readIn, type Tx } from '../kernel/db.js';
import type { Qualification } from './desk.dto.js';

const HOLDS = `exists (select from supervisor_qualification where person_id = $1
  and (valid_through is null or valid_through >= (now() at time zone 'Europe/Stockholm')::date))`;

/** Who may be a Handledare: whoever has a yrkesbevis or a dispens that is valid today (B8). */
@Injectable()
export class Qualifications {
  /** Keeps what the person has shown the region. */
  async record(tx: Tx, personId: string, shown: Qualification, verifiedBy: string): Promise<void> {
    await tx.em.query(
      `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, valid_through, verified_by) values ($1, $2, $3, $4, $5, $6)`,
      [personId, shown.kind, shown.occupation, shown.certificateNo, shown.validThrough, verifiedBy],
    );
  }

  /** In the scope of the board's staff or of the system: others do not see what somebody else has. */
  holds(tx: Tx, personId: string): Promise<boolean> {
    return readIn<boolean>(tx, HOLDS, [personId]);
  }
}

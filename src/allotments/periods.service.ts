import { Injectable } from '@nestjs/common';
import { type Tx, readIn } from '../kernel/db.js';
import { TODAY } from '../kernel/sql.js';
import { allotmentProblem } from './allotment.problems.js';

/** An agreement period and its rules; rules live on the row, not in code (domain §0.6). Dates are Stockholm dates. */
export interface Period {
  id: string;
  code: string;
  startsOn: string;
  endsOn: string;
  /** May insatser be registered today? */
  open: boolean;
  lastRequisitionOn: string | null;
  /** Is today after the last day for requisitions? */
  requisitionsClosed: boolean;
  partialPolicy: 'none' | 'preapproved' | 'free';
  allowRetroactiveStart: boolean;
  today: string;
}

const period = (where: string) => `select json_build_object('id', id, 'code', code, 'startsOn', starts_on, 'endsOn', ends_on,
    'open', ${TODAY} between registration_opens_on and registration_closes_on, 'lastRequisitionOn', last_requisition_on,
    'requisitionsClosed', coalesce(${TODAY} > last_requisition_on, false), 'partialPolicy', partial_policy,
    'allowRetroactiveStart', allow_retroactive_start, 'today', ${TODAY})
  from agreement_period where ${where}`;

/** Agreement periods and what is left in them, read in the running transaction. */
@Injectable()
export class Periods {
  async byId(tx: Tx, id: string): Promise<Period> {
    return (await readIn<Period | null>(tx, period('id = $1'), [id])) ?? fail();
  }

  /** The period of that name; 404 `allotments/period-not-found`. */
  async byCode(tx: Tx, code: string): Promise<Period> {
    return (await readIn<Period | null>(tx, period('code = $1'), [code])) ?? fail();
  }

  /** What is left of the allotment in öre, or null when the organisation has none in the period. */
  async availableOre(tx: Tx, organizationId: string, periodId: string): Promise<number | null> {
    return readIn<number | null>(
      tx,
      'select to_json(allotted_ore - outstanding_ore - settled_ore) from allotment where organization_id = $1 and period_id = $2',
      [organizationId, periodId],
    );
  }
}

function fail(): never {
  throw allotmentProblem('period-not-found');
}

import { isIP } from 'node:net';
import { isBoolean, isCount, isObject, isString, firstFault, may, oneOf } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';
import { risks } from './orders/order.ts';
import type { Risk } from './orders/order.ts';
import { findPerson } from './persons.ts';
import type { Person } from './persons.ts';

/** How the simulated BankID behaves for all orders. */
export interface Profile {
  /** Every order completes by itself, as the person it requires or else as this one. */
  autoApprove: { afterMs: number; person: Person } | null;
  /** The address BankID sees the app at; null means the order's own endUserIp. */
  deviceIp: string | null;
  /** 'once': a final answer can be read one time. 'window': 3 min after complete, 5 min after failed. */
  finalCollect: 'once' | 'window';
  orderTtlMs: number;
  startTtlMs: number;
  /** Answers 429 to a collect within a second of the one before. They are counted in any case. */
  strictPolling: boolean;
  /** What happens when another person than the required one opens the order; 'stay' leaves it at `started`. */
  wrongPerson: 'stay' | 'fail';
  /** The risk BankID sees. An order that tolerates less fails with transactionRiskBlocked. */
  risk: Risk;
}

export const defaults: Readonly<Profile> = Object.freeze({
  autoApprove: null,
  deviceIp: null,
  finalCollect: 'once',
  orderTtlMs: 180_000,
  startTtlMs: 30_000,
  strictPolling: false,
  wrongPerson: 'stay',
  risk: 'low',
});

const FIELDS = {
  autoApprove: may((v) => v === null || (isObject(v) && isCount(v.afterMs))),
  deviceIp: may((v) => v === null || (isString(v) && isIP(v) > 0)),
  finalCollect: may(oneOf('once', 'window')),
  orderTtlMs: may(isCount),
  startTtlMs: may(isCount),
  strictPolling: may(isBoolean),
  wrongPerson: may(oneOf('stay', 'fail')),
  risk: may(oneOf(...risks)),
};

/** Changes the named fields of the profile, all or none. */
export function changeProfile(profile: Profile, change: Record<string, unknown>): void {
  const fault = firstFault(change, FIELDS);
  if (fault) throw new Refusal(400, 'badProfile', `Profilens fält ${fault} är okänt eller fel.`);
  const auto = change.autoApprove;
  Object.assign(profile, change, isObject(auto) && { autoApprove: { afterMs: auto.afterMs, person: findPerson(auto.person) } });
}

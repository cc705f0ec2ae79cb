import { isIP } from 'node:net';
import { firstFault, isBoolean, isCount, isObject, isString, may, oneOf, text } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';
import { findPerson } from '../shared/persons.ts';
import type { Person } from '../shared/persons.ts';
import { evidenceFaults } from './evidence/faults.ts';
import type { EvidenceFault } from './evidence/faults.ts';
import { risks } from './orders/order.ts';
import type { Risk } from './orders/order.ts';

/** How the simulated BankID behaves for all orders. */
export interface Profile {
  /** Every order completes by itself, as the person it requires or else as this one. */
  autoApprove: { afterMs: number; person: Person } | null;
  /** The address BankID sees the app at; null means the order's own endUserIp. */
  deviceIp: string | null;
  /** Which of the person's devices; each has a `uhi` of its own. */
  device: string;
  /** What is wrong with the signature or the OCSP answer of every order that completes. */
  evidence: EvidenceFault | null;
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
  device: 'mobil',
  evidence: null,
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
  device: may(text(1, 100)),
  evidence: may((v) => v === null || oneOf(...evidenceFaults)(v)),
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

import { firstFault, isBoolean, isCount, isObject, may, oneOf } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';
import { findPerson } from '../shared/persons.ts';
import type { Person } from '../shared/persons.ts';
import { evidenceFaults } from './evidence/faults.ts';
import type { EvidenceFault } from './evidence/faults.ts';
import { levels } from './orders/order.ts';
import type { Level } from './orders/order.ts';

/** How the simulated Freja behaves for all orders. */
export interface Profile {
  /** Every order is approved by itself, as the person it is for or else as this one. */
  autoApprove: { afterMs: number; person: Person } | null;
  /** Whether orders that ask for a moving QR code get one; otherwise they live with the standing one. */
  dynamicQr: boolean;
  /** What is wrong with the signed answer of every order that is approved. */
  evidence: EvidenceFault | null;
  /** 'once': a final answer can be read one time. 'window': for 10 min. */
  finalCollect: 'once' | 'window';
  /** Which of the two published certificates signs: a change of keys at Freja. */
  jwsKey: 'current' | 'next';
  orderTtlMs: number;
  /** What everybody's Freja is worth. An order that demands more is refused by the app. */
  registrationLevel: Level;
}

export const defaults: Readonly<Profile> = Object.freeze({
  autoApprove: null,
  dynamicQr: true,
  evidence: null,
  finalCollect: 'window',
  jwsKey: 'current',
  orderTtlMs: 120_000,
  registrationLevel: 'PLUS',
});

const FIELDS = {
  autoApprove: may((v) => v === null || (isObject(v) && isCount(v.afterMs))),
  dynamicQr: may(isBoolean),
  evidence: may((v) => v === null || oneOf(...evidenceFaults)(v)),
  finalCollect: may(oneOf('once', 'window')),
  jwsKey: may(oneOf('current', 'next')),
  orderTtlMs: may(isCount),
  registrationLevel: may(oneOf(...levels)),
};

/** Changes the named fields of the profile, all or none. */
export function changeProfile(profile: Profile, change: Record<string, unknown>): void {
  const fault = firstFault(change, FIELDS);
  if (fault) throw new Refusal(400, 'badProfile', `Profilens fält ${fault} är okänt eller fel.`);
  const auto = change.autoApprove;
  Object.assign(profile, change, isObject(auto) && { autoApprove: { afterMs: auto.afterMs, person: findPerson(auto.person) } });
}

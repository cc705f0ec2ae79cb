import { controller, expect } from '../../shared/control.ts';
import type { Body } from '../../shared/control.ts';
import { isString, need } from '../../shared/fields.ts';
import { Refusal } from '../../shared/http.ts';
import { findPerson, persons } from '../../shared/persons.ts';
import { evidenceFaults } from '../evidence/faults.ts';
import type { EvidenceFault } from '../evidence/faults.ts';
import type { BankIdApp } from '../orders/app.ts';
import type { Order } from '../orders/order.ts';
import { changeProfile } from '../profile.ts';
import type { Bank } from '../rp/listener.ts';
import { viewOrder } from './view.ts';

/** The control API: what a person does in the app, the faults of the line and of the evidence. */
export function control(bank: Bank, app: BankIdApp) {
  const { orders, scenarios, stats } = bank;
  const failing = (hint: string) => (order: Order) => app.fail(order, hint);
  return controller<Order>({
    orders: () => orders.all(),
    find: (ref) => orders.find(ref),
    view: viewOrder,
    scan: (qr, person) => app.scan(qr, person),
    autostart: (token, person) => app.autostart(token, person),
    approve: (order, person, evidence) => {
      if (evidence !== undefined) order.evidence = evidenceFault(evidence);
      app.approve(order, person ?? order.person);
    },
    acts: {
      start: (order, body) => void app.open(order, findPerson(body.person)),
      cancel: failing('userCancel'),
      wrongCode: (order) => app.mistype(order),
      block: (order) => app.block(order),
      transactionRiskBlocked: failing('transactionRiskBlocked'),
      notSupportedByUserApp: failing('notSupportedByUserApp'),
      fail: (order, body) => app.fail(order, hintCode(body)),
      hint: (order, body) => app.hint(order, hintCode(body)),
    },
    profile: orders.profile,
    changeProfile: (change) => changeProfile(orders.profile, change),
    scenarios,
    stats,
    clear: () => orders.clear(),
    persons: () => persons.map((person) => ({ ...person, attemptsLeft: orders.codes.left(person), blocked: orders.codes.blocked(person) })),
    more: {
      'POST /control/unblock': (body) => {
        expect(body, { person: need(() => true) });
        orders.codes.unblock(findPerson(body.person));
        return {};
      },
    },
  });
}

function evidenceFault(wanted: string): EvidenceFault {
  const known = evidenceFaults.find((fault) => fault === wanted);
  if (!known) throw new Refusal(400, 'unknownEvidence', `Ange evidence: ${evidenceFaults.join(', ')}.`);
  return known;
}

function hintCode(body: Body): string {
  if (!isString(body.hintCode) || !body.hintCode) throw new Refusal(400, 'badField', 'Fältet hintCode saknas.');
  return body.hintCode;
}

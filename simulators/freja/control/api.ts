import { controller, expect } from '../../shared/control.ts';
import { need } from '../../shared/fields.ts';
import { Refusal } from '../../shared/http.ts';
import { findPerson, persons } from '../../shared/persons.ts';
import { evidenceFaults } from '../evidence/faults.ts';
import type { EvidenceFault } from '../evidence/faults.ts';
import type { FrejaApp } from '../orders/app.ts';
import type { Order, Status } from '../orders/order.ts';
import { changeProfile } from '../profile.ts';
import type { Freja } from '../rp/listener.ts';
import { viewOrder } from './view.ts';

/** The control API: what a person does in the app, the faults of the line and of the signed answer. */
export function control({ orders, scenarios, stats }: Freja, app: FrejaApp) {
  const ending = (status: Status) => (order: Order) => app.end(order, status);
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
      cancel: ending('CANCELED'),
      reject: ending('REJECTED'),
      expire: ending('EXPIRED'),
      wrongCode: (order) => void app.enterCode(order, ''),
      block: (order) => app.block(order),
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

import { requisitionStatuses } from '../insatser/index.js';
import { defineLifecycle } from '../kernel/lifecycle.js';

/** Every way a requisition can change status, and who may (domain §8.3). */
export const requisitionLifecycle = defineLifecycle({
  noun: 'requisition',
  statuses: requisitionStatuses,
  moves: {
    submit: { from: 'utkast', to: 'inskickad', needs: 'requisition:submit', label: 'Skicka in' },
    approve: { from: 'inskickad', to: ['godkand', 'delvis_godkand'], needs: 'requisition:decide', label: 'Godkänn' },
    reject: { from: 'inskickad', to: 'ej_godkand', needs: 'requisition:decide', label: 'Avslå' },
  },
});
export type RequisitionStatus = keyof typeof requisitionLifecycle.statuses;

import { defineLifecycle } from '../kernel/lifecycle.js';

/** Every way an insats can change status, and who may (domain §8.1). */
export const insatsLifecycle = defineLifecycle({
  noun: 'insats',
  statuses: {
    utkast: 'Utkast',
    registreras: 'Registreras',
    godkand: 'Godkänd',
    ej_godkand: 'Ej godkänd',
    avslutad: 'Avslutad',
  },
  moves: {
    submit: { from: 'utkast', to: 'registreras', needs: 'insats:submit', label: 'Skicka in' },
    approve: { from: 'registreras', to: 'godkand', needs: 'insats:decide', label: 'Godkänn' },
    reject: { from: 'registreras', to: 'ej_godkand', needs: 'insats:decide', label: 'Avslå' },
    finish: { from: 'godkand', to: 'avslutad', needs: 'automatic', label: 'Avsluta' },
  },
});
export type InsatsStatus = keyof typeof insatsLifecycle.statuses;

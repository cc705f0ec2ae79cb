import { defineLifecycle } from '../kernel/lifecycle.js';

/** From a written address or number to a verified one (domain 8.8): six digits, ten minutes, five tries, then locked for an hour. */
export const contactLifecycle = defineLifecycle({
  noun: 'contact-point',
  statuses: { ny: 'Ny', kod_skickad: 'Kod skickad', verifierad: 'Verifierad', last: 'Låst', ersatt: 'Ersatt' },
  moves: {
    send: { from: ['ny', 'kod_skickad', 'last'], to: 'kod_skickad', needs: 'session:use', label: 'Skicka kod' },
    verify: { from: 'kod_skickad', to: 'verifierad', needs: 'session:use', label: 'Verifiera' },
    lock: { from: 'kod_skickad', to: 'last', needs: 'automatic', label: 'Lås' },
    replace: { from: ['kod_skickad', 'verifierad'], to: 'ersatt', needs: 'automatic', label: 'Ersätt' },
  },
});
export type ContactStatus = keyof typeof contactLifecycle.statuses;

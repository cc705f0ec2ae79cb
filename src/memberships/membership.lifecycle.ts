import { defineLifecycle } from '../kernel/lifecycle.js';

/** Every way a membership can change status, and who may (domain §8.6). Who comes back after the end gets a new membership. */
export const membershipLifecycle = defineLifecycle({
  noun: 'membership',
  statuses: { active: 'Aktiv', suspended: 'Avstängd', ended: 'Avslutad' },
  moves: {
    suspend: { from: 'active', to: 'suspended', needs: 'users:manage', label: 'Stäng av' },
    resume: { from: 'suspended', to: 'active', needs: 'users:manage', label: 'Släpp in igen' },
    end: { from: ['active', 'suspended'], to: 'ended', needs: 'users:manage', label: 'Avsluta' },
  },
});
export type MembershipStatus = keyof typeof membershipLifecycle.statuses;

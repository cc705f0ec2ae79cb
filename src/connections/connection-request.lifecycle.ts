import { defineLifecycle } from '../kernel/lifecycle.js';

/** Every way an application to be connected to a company can change status, and who may (domain §8.7, K1–K9). */
export const connectionRequestLifecycle = defineLifecycle({
  noun: 'connection-request',
  statuses: {
    ansokt: 'Ansökt',
    under_handlaggning: 'Under handläggning',
    mer_information: 'Mer information begärd',
    kopplad: 'Kopplad',
    avslagen: 'Avslagen',
    atertagen: 'Återtagen',
    utgangen: 'Utgången',
  },
  moves: {
    take: { from: 'ansokt', to: 'under_handlaggning', needs: 'connections:handle', label: 'Ta ärendet' },
    transfer: { from: ['ansokt', 'under_handlaggning'], to: 'ansokt', needs: 'connections:handle', label: 'Flytta till en annan region' },
    ask: { from: 'under_handlaggning', to: 'mer_information', needs: 'connections:handle', label: 'Begär mer information' },
    connect: { from: 'under_handlaggning', to: 'kopplad', needs: 'connections:handle', label: 'Koppla' },
    reject: { from: 'under_handlaggning', to: 'avslagen', needs: 'connections:handle', label: 'Avslå' },
    answer: { from: 'mer_information', to: 'under_handlaggning', needs: 'session:use', label: 'Svara' },
    withdraw: {
      from: ['ansokt', 'under_handlaggning', 'mer_information'],
      to: 'atertagen',
      needs: 'session:use',
      label: 'Återta ansökan',
    },
    expire: { from: 'mer_information', to: 'utgangen', needs: 'automatic', label: 'Låt gå ut' },
  },
});
export type ConnectionStatus = keyof typeof connectionRequestLifecycle.statuses;

/** An application that still waits for somebody. */
export const openStatuses = ['ansokt', 'under_handlaggning', 'mer_information'] as const satisfies readonly ConnectionStatus[];

import { defineLifecycle } from '../kernel/lifecycle.js';

/**
 * Every way an invitation can change status, and who may (domain §8.5). The invited person has no rights yet: what he or she does comes by
 * the link and is automatic here.
 */
export const invitationLifecycle = defineLifecycle({
  noun: 'invitation',
  statuses: {
    skickad: 'Skickad',
    vantar_pa_bekraftelse: 'Väntar på bekräftelse',
    accepterad: 'Accepterad',
    avbojd: 'Avböjd',
    avvisad: 'Avvisad',
    utgangen: 'Utgången',
    aterkallad: 'Återkallad',
  },
  moves: {
    accept: { from: 'skickad', to: ['accepterad', 'vantar_pa_bekraftelse'], needs: 'automatic', label: 'Acceptera' },
    decline: { from: 'skickad', to: 'avbojd', needs: 'automatic', label: 'Tacka nej' },
    expire: { from: ['skickad', 'vantar_pa_bekraftelse'], to: 'utgangen', needs: 'automatic', label: 'Gå ut' },
    replace: { from: ['skickad', 'vantar_pa_bekraftelse'], to: 'aterkallad', needs: 'automatic', label: 'Ersätt' },
    confirm: { from: 'vantar_pa_bekraftelse', to: 'accepterad', needs: 'users:manage', label: 'Bekräfta' },
    refuse: { from: 'vantar_pa_bekraftelse', to: 'avvisad', needs: 'users:manage', label: 'Avvisa' },
    revoke: { from: ['skickad', 'vantar_pa_bekraftelse'], to: 'aterkallad', needs: 'users:manage', label: 'Återkalla' },
  },
});
export type InvitationStatus = keyof typeof invitationLifecycle.statuses;

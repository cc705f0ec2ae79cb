import type { Schemas } from '../../api/client';

export type InvitableRole = Schemas['InvitedRole']['role'];

/** The rights an administrator can give, in the manual's words (A20, A21). */
export const roleChoices: Readonly<Record<InvitableRole, { label: string; hint: string }>> = {
  administrera_anvandare: { label: 'Administrera användare', hint: 'Bjuder in, ändrar och tar bort användare i organisationen.' },
  ser_samtliga_ansokningar: {
    label: 'Ser samtliga ansökningar',
    hint: 'Ser även andras ansökningar. Utan behörigheten syns bara de egna.',
  },
  attestant: {
    label: 'Attestant',
    hint: 'Ser alla insatser. Ska attestera det som organisationen har bestämt, när attest införs.',
  },
};

/** "Administrera användare till och med 2027-06-30, Ser samtliga ansökningar". */
export const rolesText = (roles: readonly Schemas['InvitedRoleView'][]): string =>
  roles.map(({ label, validTo }) => (validTo ? `${label} till och med ${validTo}` : label)).join(', ') || 'Användare';

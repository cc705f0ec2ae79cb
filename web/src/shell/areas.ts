/** What a building company does in the portal (B17), in the menu and on the start page by what one may do there. */
export const areas = [
  { to: '/larlingsanmalningar', label: 'Lärlingsanmälningar', permission: 'apprentices:register' },
  { to: '/handledare', label: 'Handledare', permission: 'supervisors:link' },
  { to: '/bestallningar', label: 'Beställningar', permission: 'orders:read' },
] as const;
export type Area = (typeof areas)[number];

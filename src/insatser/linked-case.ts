/** The statuses of what hangs on an insats, with labels: the insats page names them, the modules above build on them. */

/** Offert (A47, domain §8.2). */
export const offertStatuses = {
  utkast: 'Utkast',
  vantar_pa_svar: 'Väntar på svar',
  pagaende_affar: 'Godkänd, pågående affär',
  avslutad_affar: 'Godkänd, avslutad affär',
  avbojd: 'Avböjd',
  utgangen: 'Utgången',
  aterkallad: 'Återkallad',
  makulerad: 'Makulerad',
} as const;

/** Rekvisition (domain §8.3). */
export const requisitionStatuses = {
  utkast: 'Utkast',
  inskickad: 'Inskickad',
  godkand: 'Godkänd',
  delvis_godkand: 'Delvis godkänd',
  ej_godkand: 'Ej godkänd',
} as const;

/** What the e-IDs are called on the screen. */
export const eidTitle = { bankid: 'BankID', freja: 'Freja eID+' } as const;

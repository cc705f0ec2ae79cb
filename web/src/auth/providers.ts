export type ProviderName = 'bankid' | 'freja';

/** What an e-ID is called on the screen, and the words that differ. */
export interface Provider {
  name: ProviderName;
  title: string;
  choose: string;
  here: string;
  elsewhere: string;
  openApp: string;
  /** What to do first, until the provider has said how it goes. */
  first: Readonly<Record<'qr' | 'same-device', string>>;
  qrLabel: string;
}

/** The e-IDs that the portal knows; whether Freja is offered, the server tells. */
export const providers: Readonly<Record<ProviderName, Provider>> = {
  bankid: {
    name: 'bankid',
    title: 'BankID',
    choose: 'Vill du använda BankID på den här enheten eller på en annan enhet?',
    here: 'BankID på den här enheten',
    elsewhere: 'BankID på en annan enhet',
    openApp: 'Öppna BankID-appen',
    first: {
      qr: 'Starta BankID-appen och tryck på QR-ikonen. Skanna sedan QR-koden nedan.',
      'same-device': 'Starta BankID-appen.',
    },
    qrLabel: 'QR-kod att skanna med BankID-appen',
  },
  freja: {
    name: 'freja',
    title: 'Freja eID+',
    choose: 'Vill du använda Freja på den här enheten eller på en annan enhet?',
    here: 'Freja på den här enheten',
    elsewhere: 'Freja på en annan enhet',
    openApp: 'Öppna Freja på den här enheten',
    first: { qr: 'Öppna Freja-appen och skanna QR-koden.', 'same-device': 'Öppna Freja-appen.' },
    qrLabel: 'QR-kod att skanna med Freja-appen',
  },
};

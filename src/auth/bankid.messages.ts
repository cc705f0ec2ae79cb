/** BankID's recommended texts for users, by their names (identity §1.6), and names of our own. */
export const texts = {
  RFA1: 'Starta BankID-appen.',
  'RFA1-QR': 'Starta BankID-appen och tryck på QR-ikonen. Skanna sedan QR-koden nedan.',
  RFA3: 'Åtgärden avbröts. Försök igen.',
  RFA4: 'En identifiering eller underskrift pågår redan för ditt personnummer. Försök igen.',
  RFA5: 'Något gick fel. Försök igen.',
  RFA6: 'Åtgärden avbröts.',
  RFA8: 'BankID-appen svarar inte. Kontrollera att den är startad och att du har internetanslutning. Försök sedan igen.',
  RFA9: 'Skriv in din säkerhetskod i BankID-appen och välj Identifiera eller Skriv under.',
  RFA13: 'Försöker starta BankID-appen.',
  RFA15A:
    'Söker efter BankID. Säkerställ att du har ett giltigt BankID på den här datorn. Om du har ett BankID på kort, sätt in kortet i kortläsaren.',
  RFA15B: 'Söker efter BankID. Säkerställ att du har ett giltigt BankID på den här enheten.',
  RFA16: 'Ditt BankID är för gammalt eller spärrat. Använd ett annat BankID eller skaffa ett nytt hos din bank.',
  RFA17A: 'Du verkar inte ha BankID-appen/programmet. Installera den och skaffa ett BankID hos din bank.',
  RFA17B: 'Misslyckades att läsa av QR-koden. Starta BankID-appen och läs av QR-koden.',
  RFA21: 'En identifiering eller underskrift pågår.',
  RFA22: 'Något gick fel. Försök igen.',
  RFA23: 'Fotografera och läs av din ID-handling med BankID-appen.',
  RFA24: 'Gör en ansiktsigenkänning i BankID-appen.',
  RFA25: 'Välj hur du vill bekräfta din identitet i BankID-appen.',
  RFA26: 'Kontrollen av din ID-handling misslyckades. Försök igen.',
  RFA27: 'Ansiktsigenkänningen misslyckades. Försök igen.',
  RFA28: 'Din enhet saknar den läsare som behövs för att kontrollera ID-handlingar.',
  RFA29:
    'Du har flera BankID på din enhet. Du behöver radera alla utom ett BankID för att kunna slutföra identifieringen. Det gör du under Meny - Inställningar i din BankID-app.',
  RFA30: 'Bekräftelsen av din identitet misslyckades. Försök igen.',
  complete: 'Du är inloggad.',
  comeBack:
    'Slutför i fliken som BankID-appen öppnade i den här webbläsaren. Öppnades en annan webbläsare? Använd BankID på en annan enhet i stället.',
  signed: 'Underskriften är klar.',
  otherPerson: 'Underskriften gjordes av en annan person än den som skulle skriva under. Försök igen med din egen e-legitimation.',
  evidence: 'Vi kunde inte kontrollera underskriften. Försök igen. Kontakta supporten om det händer flera gånger.',
  blocked: 'Ditt konto är spärrat. Kontakta supporten.',
} as const;
export type MessageKey = keyof typeof texts;

const pending: Readonly<Record<string, MessageKey>> = {
  noClient: 'RFA1',
  userSign: 'RFA9',
  userMrtd: 'RFA23',
  userFace: 'RFA24',
  userStepUp: 'RFA25',
  // Our own: complete, and the way back is left.
  comeBack: 'comeBack',
};

const failed: Readonly<Record<string, MessageKey>> = {
  expiredTransaction: 'RFA8',
  certificateErr: 'RFA16',
  userCancel: 'RFA6',
  cancelled: 'RFA3',
  mrtdVerificationFailed: 'RFA26',
  facialRecognitionFailed: 'RFA27',
  nfcNotSupportedByDevice: 'RFA28',
  multipleBankIdsOnDevice: 'RFA29',
  stepUpFailed: 'RFA30',
  // Our own hints, for faults between us and BankID.
  alreadyInProgress: 'RFA4',
  unavailable: 'RFA5',
  personBlocked: 'blocked',
  otherPerson: 'otherPerson',
  evidenceRefused: 'evidence',
};

/** Failures that BankID has no text of its own for but says RFA22 about; ours tells what to do. */
const betterThanRfa22: Readonly<Record<string, string>> = {
  transactionRiskBlocked: 'Identifieringen stoppades av säkerhetsskäl.',
  notSupportedByUserApp: 'Uppdatera BankID-appen och försök igen.',
};
const ofSignatures: Readonly<Record<string, string>> = { transactionRiskBlocked: 'Underskriften stoppades av säkerhetsskäl.' };

interface Told {
  purpose: 'login' | 'sign';
  status: string;
  hint: string;
  mode: 'qr' | 'same-device';
  mobile: boolean;
}

/** What to tell about an order, and the name of that text in BankID's guidelines. */
export function message(order: Told): { messageKey: MessageKey; message: string } {
  const key = messageKey(order);
  const better = (order.purpose === 'sign' && ofSignatures[order.hint]) || betterThanRfa22[order.hint];
  return { messageKey: key, message: (key === 'RFA22' && better) || texts[key] };
}

/** Which text an order's state is told with. Hints BankID may invent later get RFA21 while pending and RFA22 when failed. */
function messageKey(order: Told): MessageKey {
  const qr = order.mode === 'qr';
  if (order.status === 'complete') return order.purpose === 'sign' ? 'signed' : 'complete';
  if (order.status === 'pending') {
    if (order.hint === 'outstandingTransaction') return qr ? 'RFA1-QR' : 'RFA13';
    if (order.hint === 'started') return order.mobile ? 'RFA15B' : 'RFA15A';
    return pending[order.hint] ?? 'RFA21';
  }
  if (order.hint === 'startFailed') return qr ? 'RFA17B' : 'RFA17A';
  return failed[order.hint] ?? 'RFA22';
}

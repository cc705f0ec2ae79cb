import { message, texts } from './bankid.messages.js';

const key = (status: string, hint: string, mode: 'qr' | 'same-device' = 'qr', mobile = false) =>
  message({ purpose: 'login', status, hint, mode, mobile }).messageKey;

it.each([
  ['outstandingTransaction', 'RFA1-QR', 'RFA13'],
  ['noClient', 'RFA1', 'RFA1'],
  ['userSign', 'RFA9', 'RFA9'],
  ['processing', 'RFA21', 'RFA21'],
  ['userCallConfirm', 'RFA21', 'RFA21'],
  ['userMrtd', 'RFA23', 'RFA23'],
  ['userFace', 'RFA24', 'RFA24'],
  ['userStepUp', 'RFA25', 'RFA25'],
  ['inventedLater', 'RFA21', 'RFA21'],
])('tells the pending hint %s', (hint, qr, sameDevice) => {
  expect([key('pending', hint), key('pending', hint, 'same-device')]).toEqual([qr, sameDevice]);
});

it('tells where to look for the BankID that has started', () => {
  expect([key('pending', 'started'), key('pending', 'started', 'same-device', true)]).toEqual(['RFA15A', 'RFA15B']);
});

it.each([
  ['expiredTransaction', 'RFA8'],
  ['certificateErr', 'RFA16'],
  ['userCancel', 'RFA6'],
  ['cancelled', 'RFA3'],
  ['userDeclinedCall', 'RFA22'],
  ['notSupportedByUserApp', 'RFA22'],
  ['transactionRiskBlocked', 'RFA22'],
  ['mrtdVerificationFailed', 'RFA26'],
  ['facialRecognitionFailed', 'RFA27'],
  ['nfcNotSupportedByDevice', 'RFA28'],
  ['multipleBankIdsOnDevice', 'RFA29'],
  ['stepUpFailed', 'RFA30'],
  ['inventedLater', 'RFA22'],
])('tells the failed hint %s', (hint, expected) => {
  expect(key('failed', hint)).toBe(expected);
});

it('tells a start that failed by the way it was started', () => {
  expect([key('failed', 'startFailed'), key('failed', 'startFailed', 'same-device')]).toEqual(['RFA17B', 'RFA17A']);
});

it("has BankID's recommended words", () => {
  expect(texts.RFA9).toBe('Skriv in din säkerhetskod i BankID-appen och välj Identifiera eller Skriv under.');
  expect(texts['RFA1-QR']).toBe('Starta BankID-appen och tryck på QR-ikonen. Skanna sedan QR-koden nedan.');
});

it('says what to do where BankID only says that something went wrong', () => {
  const told = (hint: string) => message({ purpose: 'login', status: 'failed', hint, mode: 'qr', mobile: false }).message;
  expect(told('transactionRiskBlocked')).toBe('Identifieringen stoppades av säkerhetsskäl.');
  expect(told('notSupportedByUserApp')).toBe('Uppdatera BankID-appen och försök igen.');
});

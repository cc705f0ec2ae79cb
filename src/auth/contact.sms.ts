import { operator } from '../../config/operator.js';
import { registerSms } from '../notifications/index.js';

interface Code {
  code: string;
}
const code = { code: '123456' };

/** The code to a number that is to be verified. Its last line lets a phone fill it in on our own page only (identity §3.1). */
export const codeSms = {
  sv: registerSms(
    'verifieringskod',
    (p: Code, host) => `Din kod till Mina sidor är ${p.code}. Dela den inte med någon.\n\n@${host} #${p.code}`,
    code,
  ),
  en: registerSms(
    'verifieringskod-en',
    (p: Code, host) => `Your code for Mina sidor is ${p.code}. Do not share it with anyone.\n\n@${host} #${p.code}`,
    code,
  ),
} as const;

/** To the old number when it has been changed. */
export const changedSms = {
  sv: registerSms(
    'kontaktuppgift-andrad',
    () => `Mobilnumret i dina inställningar på Mina sidor är ändrat. Var det inte du? Ring ${operator.supportPhone}.`,
    {},
  ),
  en: registerSms(
    'kontaktuppgift-andrad-en',
    () => `The mobile number in your settings on Mina sidor has been changed. Was it not you? Call ${operator.supportPhone}.`,
    {},
  ),
} as const;

import { sealPersonalNumber } from '../../src/auth/index.js';
import { testEnv } from './env.js';
import { unused } from './unused.js';
import type { TestPerson, World } from './world.js';

const two = (n: number) => String(n).padStart(2, '0');
const newSerial = unused(998 * 28 * 12 * 10);

/** A number that is right but of the years 1900–1909, so that no test meets another one's person, or a living one. */
export function newPersonalNumber(): string {
  const n = newSerial();
  const [year, month, day, last] = [n % 10, Math.floor(n / 10) % 12, Math.floor(n / 120) % 28, Math.floor(n / 3_360)];
  const nine = `${two(year)}${two(month + 1)}${two(day + 1)}${String(last + 1).padStart(3, '0')}`;
  const sum = [...nine].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return `19${nine}${(10 - (sum % 10)) % 10}`;
}

/** Lets a person of the world log in with BankID; gives whom to name in the BankID app. */
export async function withBankId(
  world: World,
  person: TestPerson,
): Promise<{ personalNumber: string; givenName: string; surname: string }> {
  const personalNumber = newPersonalNumber();
  const { kind, valueEnc, keyId, lookup } = sealPersonalNumber(await testEnv(), personalNumber);
  await world.as('insert into person_identifier (person_id, kind, value_enc, key_id, lookup) values ($1, $2, $3, $4, $5)', [
    person.id,
    kind,
    valueEnc,
    keyId,
    lookup,
  ]);
  const [givenName = '', ...rest] = person.name.split(' ');
  return { personalNumber, givenName, surname: rest.join(' ') };
}

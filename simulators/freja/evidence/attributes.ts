import { createHash } from 'node:crypto';
import type { Person } from '../../shared/persons.ts';
import type { Order } from '../orders/order.ts';
import type { Profile } from '../profile.ts';

const LOA = { BASIC: 'LOA1', EXTENDED: 'LOA2', PLUS: 'LOA3' };

type Attribute = (person: Person, order: Order, profile: Profile) => Record<string, unknown>;

/** What Freja can tell about a person, by the name it is asked for. Nobody here has the attributes that give nothing. */
const attributes: Readonly<Record<string, Attribute>> = {
  BASIC_USER_INFO: ({ givenName, surname }) => ({ basicUserInfo: { name: givenName, surname } }),
  SSN: ({ personalNumber }) => ({ ssn: { ssn: personalNumber, country: 'SE' } }),
  DATE_OF_BIRTH: (person) => ({ dateOfBirth: dateOfBirth(person) }),
  AGE: (person) => ({ age: age(person) }),
  EMAIL_ADDRESS: (person) => ({ emailAddress: email(person) }),
  ALL_EMAIL_ADDRESSES: (person) => ({ allEmailAddresses: [{ emailAddress: email(person) }] }),
  ALL_PHONE_NUMBERS: ({ personalNumber }) => ({ allPhoneNumbers: [{ phoneNumber: `+467017406${personalNumber.slice(-2)}` }] }),
  REGISTRATION_LEVEL: (_person, _order, { registrationLevel }) => ({ registrationLevel }),
  LOA_LEVEL: (_person, _order, { registrationLevel }) => ({ loaLevel: LOA[registrationLevel] }),
  RELYING_PARTY_USER_ID: ({ personalNumber }, { rp }) => ({
    relyingPartyUserId: createHash('sha256').update(`${rp.subject}:${personalNumber}`).digest('base64url'),
  }),
  ADDRESSES: () => ({}),
  CUSTOM_IDENTIFIER: () => ({}),
  INTEGRATOR_SPECIFIC_USER_ID: () => ({}),
  ORGANISATION_ID: () => ({}),
  ORGANISATION_ID_IDENTIFIER: () => ({}),
  UNIQUE_PERSONAL_IDENTIFIER: () => ({}),
  GENDER: () => ({}),
  PHOTO: () => ({}),
  DOCUMENT: () => ({}),
  DOCUMENT_PHOTO: () => ({}),
  NFC_ID_PHOTO: () => ({}),
  DOCUMENT_INFO_WITH_PDF: () => ({}),
  NETWORK_INFO: () => ({}),
};
export const attributeNames = Object.keys(attributes);

export const attributesOf = (order: Order, person: Person, profile: Profile): Record<string, unknown> =>
  Object.assign({}, ...order.request.attributesToReturn.map((name) => attributes[name]!(person, order, profile)));

/** A coordination number has sixty added to its day; a day that is not known counts as the first. */
function dateOfBirth({ personalNumber }: Person): string {
  const [year, month, day] = [personalNumber.slice(0, 4), Number(personalNumber.slice(4, 6)), Number(personalNumber.slice(6, 8))] as const;
  const two = (value: number) => String(Math.max(1, value)).padStart(2, '0');
  return `${year}-${two(month)}-${two(day > 60 ? day - 60 : day % 60)}`;
}

function age(person: Person): number {
  const [born, today] = [dateOfBirth(person), new Date().toISOString().slice(0, 10)];
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

const email = ({ personalNumber }: Person) => `person.${personalNumber.slice(-4)}@example.se`;

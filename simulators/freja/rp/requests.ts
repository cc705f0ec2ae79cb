import { isUtf8 } from 'node:buffer';
import { firstFault, isBoolean, isObject, isString, may, need, oneOf, text } from '../../shared/fields.ts';
import type { Fields } from '../../shared/fields.ts';
import { isPersonalNumber } from '../../shared/persons.ts';
import { attributeNames } from '../evidence/attributes.ts';
import { levels } from '../orders/order.ts';
import type { Level, OrderKind, OrderRequest } from '../orders/order.ts';
import { FrejaProblem } from './problems.ts';

const DAY = 86_400_000;
const MIN_TTL = 120_000;
/** The caller counts from when it asked, we from when we were reached. */
const TRAVEL = 15_000;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const USER_INFO_TYPES = ['EMAIL', 'SSN', 'PHONE', 'INFERRED', 'ORG_ID', 'UPI'];
/** Freja knows these about a person only after an identity check. */
const NEED_IDENTITY = ['SSN', 'BASIC_USER_INFO'];

const isData = text(1, Number.MAX_SAFE_INTEGER, BASE64);
const isText = (value: unknown) => isData(value) && isUtf8(Buffer.from(value as string, 'base64'));
const isAttributes = (value: unknown) =>
  Array.isArray(value) &&
  value.every((one) => isObject(one) && Object.keys(one).length === 1 && attributeNames.includes(String(one.attribute)));
const isDevice = (value: unknown) =>
  isObject(value) &&
  !firstFault(value, {
    userAgent: may(isString),
    userIpAddress: may(isString),
    flowType: may(oneOf('SAME_DEVICE', 'ANOTHER_DEVICE')),
    frejaCookie: may(isString),
  });
const isPush = (value: unknown) => isObject(value) && !firstFault(value, { title: need(text(1, 256)), text: need(text(1, 256)) });
const isDataToSign = (value: unknown) => isObject(value) && !firstFault(value, { text: need(isText), binaryData: may(isData) });
/** Two minutes to thirty days from now, by the real clock that the caller counts with. */
const isExpiry = (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= Date.now() + MIN_TTL - TRAVEL && (value as number) <= Date.now() + 30 * DAY + TRAVEL;

const shared: Fields = {
  userInfoType: need(oneOf(...USER_INFO_TYPES)),
  userInfo: need(text(1, 256)),
  minRegistrationLevel: may(oneOf(...levels)),
  attributesToReturn: may(isAttributes),
  useDynamicQrCode: may(isBoolean),
};
const fields: Record<OrderKind, Fields> = {
  auth: { ...shared, userConfirmationMethod: may(oneOf('DEFAULT', 'DEFAULT_AND_FACE')), originDeviceDetails: may(isDevice) },
  sign: {
    ...shared,
    title: may(text(1, 128)),
    pushNotification: may(isPush),
    expiry: may(isExpiry),
    dataToSignType: need(oneOf('SIMPLE_UTF8_TEXT', 'EXTENDED_UTF8_TEXT')),
    dataToSign: need(isDataToSign),
    signatureType: need(oneOf('SIMPLE', 'EXTENDED')),
  },
};
const codes: Readonly<Record<string, number>> = { userInfoType: 1001, userInfo: 1002, minRegistrationLevel: 1007 };
const codesOf: Record<OrderKind, Readonly<Record<string, number>>> = {
  auth: { ...codes, attributesToReturn: 2002 },
  sign: {
    ...codes,
    dataToSignType: 3000,
    dataToSign: 3001,
    signatureType: 3002,
    expiry: 3003,
    pushNotification: 3004,
    attributesToReturn: 3005,
    title: 3007,
  },
};

/** The order a caller asks for; throws the code of the first field that Freja would not take. */
export function parseInit(kind: OrderKind, body: Record<string, unknown>): OrderRequest {
  const refuse = (field: string) => FrejaProblem.invalid(codesOf[kind][field] ?? 1000, field);
  const wrong = firstFault(body, fields[kind]);
  if (wrong) throw refuse(wrong);
  const { userInfoType, minRegistrationLevel = 'BASIC', useDynamicQrCode = false } = body;
  if (useDynamicQrCode && userInfoType !== 'INFERRED') throw refuse('useDynamicQrCode');
  const attributesToReturn = ((body.attributesToReturn ?? []) as Array<{ attribute: string }>).map(({ attribute }) => attribute);
  if (minRegistrationLevel === 'BASIC' && attributesToReturn.some((name) => NEED_IDENTITY.includes(name)))
    throw refuse('attributesToReturn');
  return {
    userInfoType: userInfoType as OrderRequest['userInfoType'],
    userInfo: body.userInfo as string,
    minRegistrationLevel: minRegistrationLevel as Level,
    attributesToReturn,
    useDynamicQrCode: useDynamicQrCode as boolean,
    personalNumber: personalNumber(userInfoType as string, body.userInfo as string),
    ...(kind === 'sign' && signature(body)),
  };
}

function signature(body: Record<string, unknown>): Partial<OrderRequest> {
  const { text: shown, binaryData } = body.dataToSign as { text: string; binaryData?: string };
  const signatureType = body.signatureType as 'SIMPLE' | 'EXTENDED';
  if (body.dataToSignType !== `${signatureType}_UTF8_TEXT`) throw FrejaProblem.invalid(3002, 'signatureType');
  if ((signatureType === 'EXTENDED') !== (binaryData !== undefined)) throw FrejaProblem.invalid(3001, 'dataToSign');
  const ttlMs = body.expiry === undefined ? undefined : (body.expiry as number) - Date.now();
  return { title: body.title as string | undefined, signatureType, text: shown, binaryData, ttlMs };
}

/** Whom the order is for, when the caller says so by number. The simulated persons are known by nothing else. */
function personalNumber(type: string, userInfo: string): string | undefined {
  if (type === 'INFERRED') return undefined;
  if (type !== 'SSN') throw new FrejaProblem(422, 1012, 'There is no user for given userInfo.');
  try {
    const { country, ssn } = JSON.parse(Buffer.from(userInfo, 'base64').toString('utf8')) as { country?: unknown; ssn?: unknown };
    if (country === 'SE' && isString(ssn) && isPersonalNumber(ssn)) return ssn;
  } catch {
    // Answered below, as a number that is not one.
  }
  throw FrejaProblem.invalid(1002, 'userInfo');
}

/** The reference in getOneResult and cancel. */
export function parseRef(kind: OrderKind, body: Record<string, unknown>): string {
  const name = kind === 'auth' ? 'authRef' : 'signRef';
  if (firstFault(body, { [name]: need(isString) })) throw FrejaProblem.noSuchOrder();
  return body[name] as string;
}

export function parseResults(body: Record<string, unknown>): void {
  if (firstFault(body, { includePrevious: need(oneOf('ALL')) })) throw FrejaProblem.invalid(1200, 'includePrevious');
}

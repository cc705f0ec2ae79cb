import { isUtf8 } from 'node:buffer';
import { isIP } from 'node:net';
import { firstFault, isBoolean, isObject, isString, may, need, oneOf, text } from '../../shared/fields.ts';
import type { Fields } from '../../shared/fields.ts';
import type { OrderKind, OrderRequest } from '../orders/order.ts';
import { isPersonalNumber } from '../../shared/persons.ts';
import { RpProblem } from './problems.ts';

const OID_OR_WILDCARD = /^\d+(\.\d+){3,}\.(\d+|\*)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isText = (max: number) => (value: unknown) => text(1, max, BASE64)(value) && isUtf8(Buffer.from(value as string, 'base64'));
const isData = (max: number) => text(1, max, BASE64);
const isPolicies = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every((policy) => isString(policy) && OID_OR_WILDCARD.test(policy));

const shared: Fields = {
  endUserIp: need((v) => isString(v) && isIP(v) > 0),
  userVisibleDataFormat: may(oneOf('plaintext', 'simpleMarkdownV1')),
  returnUrl: may((v) => isString(v) && v.length <= 2048 && URL.canParse(v)),
  returnRisk: may(isBoolean),
  web: may(isObject),
  app: may(isObject),
  requirement: may(isObject),
};
const starts: Record<OrderKind, Fields> = {
  auth: { ...shared, userVisibleData: may(isText(1_500)), userNonVisibleData: may(isData(1_500)) },
  sign: { ...shared, userVisibleData: need(isText(40_000)), userNonVisibleData: may(isData(200_000)) },
};
const inner: Record<'web' | 'app' | 'requirement', Fields> = {
  web: {
    referringDomain: may(text(3, 253, /^[0-9a-z.-]+$/)),
    userAgent: may(text(1, 256)),
    deviceIdentifier: may(text(1, 64)),
  },
  app: {
    appIdentifier: may(text(1, 256)),
    deviceOS: may(text(1, 256)),
    deviceModelName: may(text(1, 256)),
    deviceIdentifier: may(text(1, 64)),
  },
  requirement: {
    pinCode: may(isBoolean),
    mrtd: may(isBoolean),
    personalNumber: may((v) => isString(v) && isPersonalNumber(v)),
    cardReader: may(oneOf('class1', 'class2')),
    certificatePolicies: may(isPolicies),
    risk: may(oneOf('low', 'moderate')),
  },
};

/** The body of /auth or /sign; throws `invalidParameters` for whatever BankID would not take. */
export function parseStart(kind: OrderKind, body: Record<string, unknown>): OrderRequest {
  refuse(firstFault(body, starts[kind]));
  if (body.web && body.app) throw RpProblem.invalid('Only one of web and app is allowed');
  for (const [name, fields] of Object.entries(inner)) {
    const part = body[name];
    if (!isObject(part)) continue;
    if (name !== 'requirement' && Object.keys(part).length === 0) refuse(name);
    refuse(firstFault(part, fields), `${name}.`);
  }
  return body as unknown as OrderRequest;
}

/** The body of /collect and /cancel. */
export function parseOrderRef(body: Record<string, unknown>): string {
  refuse(firstFault(body, { orderRef: need(isString) }));
  return body.orderRef as string;
}

/** The body as a JSON object, whatever it is asked for. */
export function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Broken JSON and JSON of another kind get the same answer.
  }
  throw RpProblem.invalid('Invalid request body');
}

function refuse(field: string | undefined, prefix = ''): void {
  if (field === 'personalNumber') throw RpProblem.invalid('Incorrect personalNumber');
  if (field !== undefined) throw RpProblem.invalid(`Invalid ${prefix}${field}`);
}

import type { OrderKind } from '../orders/order.ts';

export const endpoints = [
  'authInit',
  'authResult',
  'authResults',
  'authCancel',
  'signInit',
  'signResult',
  'signResults',
  'signCancel',
] as const;
export type Endpoint = (typeof endpoints)[number];

export interface Operation {
  endpoint: Endpoint;
  kind: OrderKind;
  verb: 'init' | 'result' | 'results' | 'cancel';
  /** The name before the equals sign in the body. */
  parameter: string;
}

const operation = (endpoint: Endpoint, kind: OrderKind, verb: Operation['verb'], parameter: string): Operation => ({
  endpoint,
  kind,
  verb,
  parameter,
});

/** The calls by their paths. */
export const operations: Readonly<Record<string, Operation>> = {
  '/authentication/1.0/initAuthentication': operation('authInit', 'auth', 'init', 'initAuthRequest'),
  '/authentication/1.0/getOneResult': operation('authResult', 'auth', 'result', 'getOneAuthResultRequest'),
  '/authentication/1.0/getResults': operation('authResults', 'auth', 'results', 'getAuthResultsRequest'),
  '/authentication/1.0/cancel': operation('authCancel', 'auth', 'cancel', 'cancelAuthRequest'),
  '/sign/1.0/initSignature': operation('signInit', 'sign', 'init', 'initSignRequest'),
  '/sign/1.0/getOneResult': operation('signResult', 'sign', 'result', 'getOneSignResultRequest'),
  '/sign/1.0/getResults': operation('signResults', 'sign', 'results', 'getSignResultsRequest'),
  '/sign/1.0/cancel': operation('signCancel', 'sign', 'cancel', 'cancelSignRequest'),
};

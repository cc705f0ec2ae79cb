import { setTimeout as pause } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from '../shared/http.ts';
import { type Keys, signed } from './keys.ts';
import { NUMBER } from './settings.ts';

type Claims = Record<string, unknown>;
const HOUR = 3600;

/** What is wrong with an id token that is otherwise properly signed. */
const changes: Readonly<Record<string, (claims: Claims) => Claims>> = {
  wrongNonce: (claims) => ({ ...claims, nonce: 'en annan' }),
  noNonce: ({ nonce: _nonce, ...claims }) => claims,
  expired: (claims) => ({ ...claims, iat: Number(claims.iat) - 2 * HOUR, exp: Number(claims.iat) - HOUR }),
  otherAudience: (claims) => ({ ...claims, aud: 'någon-annan' }),
  otherIssuer: (claims) => ({ ...claims, iss: 'https://utfardare.example' }),
  oldLogin: (claims) => ({ ...claims, auth_time: Number(claims.auth_time) - HOUR }),
  noAcr: ({ acr: _acr, ...claims }) => claims,
  noNumber: ({ [NUMBER]: _number, ...claims }) => claims,
  invalidNumber: (claims) => ({ ...claims, [NUMBER]: '199908072392' }),
  numberAsObject: (claims) => ({ ...claims, [NUMBER]: { number: '199908072391' } }),
  noName: ({ given_name: _given, ...claims }) => claims,
  onlyInUserinfo: ({ [NUMBER]: _number, given_name: _given, family_name: _family, ...claims }) => claims,
};
/** How the token is forged. */
const forgeries: Readonly<Record<string, (claims: Claims, keys: Keys) => string>> = {
  foreignKey: (claims, { foreign }) => signed(claims, foreign, 'sim'),
  algNone: (claims) => signed(claims, null, 'sim'),
  tampered: (claims, { issuer }) => {
    const [head, , signature] = signed(claims, issuer, 'sim').split('.');
    return `${head}.${Buffer.from(JSON.stringify({ ...claims, [NUMBER]: '199307202383' })).toString('base64url')}.${signature}`;
  },
};
/** How the issuer answers everything, as far as the product asks; the person's pages go on. */
const lines = ['html', 'slow', 'reset', 'halfJson', 'serverError'] as const;

export const faults: readonly string[] = [...Object.keys(changes), ...Object.keys(forgeries), ...lines];

/** What userinfo does not give either. */
export const isHiddenByUserinfo = (fault: string | null): boolean => ['noNumber', 'noName'].includes(fault ?? '');

/** The id token as the fault makes it. */
export function spoilt(idToken: string, fault: string | null, keys: Keys): string {
  const claims = JSON.parse(Buffer.from(idToken.split('.')[1]!, 'base64url').toString()) as Claims;
  const [change, forgery] = [changes[fault ?? ''], forgeries[fault ?? '']];
  if (forgery) return forgery(claims, keys);
  return change ? signed(change(claims), keys.issuer, 'sim') : idToken;
}

/** Lets the fault of the line answer; false when there is none. */
export async function answersBadly(fault: string | null, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (!lines.some((line) => line === fault)) return false;
  if (fault === 'reset') request.socket.destroy();
  if (fault === 'slow') await pause(20_000);
  if (fault === 'halfJson') send(response, 200, 'application/json', '{"issuer":"http');
  if (fault === 'serverError') send(response, 500, 'text/plain', 'fel');
  if (fault === 'html' || fault === 'slow') send(response, 200, 'text/html', '<h1>Underhåll</h1>');
  return true;
}

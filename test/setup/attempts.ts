import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import type { Answered, Contract, Route } from './contract.js';
import { hostile, HOSTILE_QUERY, jsonText, spoiled } from './hostile.js';
import type { Actor, Stage, Subject } from './stage.js';

/** What one request is made of. `right` stands for what a well-behaved browser would send, an empty text for nothing. */
export interface Attempt {
  id: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: { kind: 'allowed' | 'spoiled' | 'junk'; value: unknown } | null;
}

/** The headers of our own pages. */
export const BROWSER: Readonly<Record<string, string>> = {
  'if-match': 'right',
  'idempotency-key': 'right',
  'x-csrf-token': 'right',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
};

const mostly = <T>(right: T, ...wrong: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });

const headers = fc.record({
  'if-match': mostly('right', '', '"0"', '"999"', '*', 'W/"1"', '"1", "2"', '"99999999999999999999"'),
  'idempotency-key': mostly('right', '', 'x'.repeat(101), 'åäö', "'; drop table insats"),
  'x-csrf-token': mostly('right', '', 'fel', 'x'.repeat(5_000)),
  'sec-fetch-site': mostly('same-origin', 'cross-site', 'same-site', 'none', '?1'),
  'content-type': mostly('application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', ''),
  'x-organization-id': mostly('', 'staff', '00000000-0000-0000-0000-000000000000', '[]'),
  accept: mostly('application/json', 'text/html', '*/*;q=0', 'x'.repeat(1_000)),
});

/** Requests to a route from right to absurd, most of them with a single thing wrong. */
export function attempts(contract: Contract, stage: Stage, route: Route): fc.Arbitrary<Attempt> {
  const allowed = route.body && contract.allowed(route.body, stage.hints);
  const bodies = allowed && [
    { weight: 4, arbitrary: allowed.map((value) => ({ kind: 'allowed' as const, value })) },
    { weight: 4, arbitrary: spoiled(allowed).map((value) => ({ kind: 'spoiled' as const, value })) },
    { weight: 1, arbitrary: hostile.map((value) => ({ kind: 'junk' as const, value })) },
  ];
  return fc.record({
    id: mostly('right', randomUUID(), 'abc', '%00', '%ff', '..%2f..%2f', 'x'.repeat(200), '00000000-0000-0000-0000-000000000000'),
    query: queries(contract, stage, route),
    headers,
    body: bodies ? fc.oneof(...bodies) : fc.constant(null),
  });
}

function queries(contract: Contract, stage: Stage, route: Route): fc.Arbitrary<Record<string, string>> {
  const parameters = route.parameters.filter((one) => one.in === 'query');
  const each = parameters.map(({ name, schema, required }) => {
    const allowed = stage.hints[name] ?? contract.allowed(schema);
    const value = fc.oneof(
      { weight: 3, arbitrary: allowed.map((one) => encodeURIComponent(String(one).toWellFormed())) },
      { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_QUERY) },
    );
    return [name, fc.option(value, { freq: required ? 12 : 2, nil: '§' })] as const;
  });
  return fc.record(Object.fromEntries(each)).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '§')));
}

/** True when the request is one that the contract invites to: what is refused then is refused for other reasons than its form. */
export function isAllowed(route: Route, { query, body }: Attempt): boolean {
  const odd = Object.entries(query).some(([name, value]) => name === 'cursor' || HOSTILE_QUERY.includes(value));
  const lacking = route.parameters.some((one) => one.in === 'query' && one.required && query[one.name] === undefined);
  // An employer is chosen by its id, the fund without one: more than a schema says.
  return !odd && !lacking && route.name !== 'PUT /api/v1/context' && (!body || body.kind === 'allowed');
}

/** Sends an attempt as an actor, about a subject. */
export async function send(
  app: NestFastifyApplication,
  route: Route,
  session: Record<string, string>,
  subject: Subject,
  attempt: Attempt,
): Promise<{ answer: Answered; sent: string }> {
  const right: Record<string, string> = {
    'if-match': `"${subject.version}"`,
    'idempotency-key': randomUUID(),
    'x-csrf-token': session['x-csrf-token'] ?? '',
  };
  const chosen = Object.entries(attempt.headers).map(([name, value]) => [name, value === 'right' ? right[name]! : value] as const);
  const path = route.path.replace(/\{\w+\}/, attempt.id === 'right' ? subject.id : attempt.id);
  const search = Object.entries(attempt.query).map(([name, value]) => `${name}=${value}`);
  const url = search.length ? `${path}?${search.join('&')}` : path;
  const payload = attempt.body ? jsonText(attempt.body.value) : undefined;
  const answer = await app.inject({
    method: route.method as 'GET',
    url,
    headers: {
      ...session,
      ...Object.fromEntries(chosen.filter(([name, value]) => value !== '' && (payload !== undefined || name !== 'content-type'))),
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { answer, sent: `${route.method} ${url} ${payload ?? ''}`.slice(0, 600) };
}

/** Who may have something to do there: the operators' staff on their side, a person behind the private entrance. */
export const actorOf = ({ path }: Route): Actor =>
  path.includes('/admin/') ? 'staff' : path.includes('/private/') ? 'private' : 'employer';

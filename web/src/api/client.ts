import createClient from 'openapi-fetch';
import type { components, paths } from '../api.gen';
import { interrupted, type Interruption } from './interruption';
import { offline, Problem, toProblem } from './problem';

/** The names of the contract, generated from the server's OpenAPI. */
export type Schemas = components['schemas'];

/** What every request says about itself: the session's token (writes), and the organisation, or `staff`, that this page was drawn for. */
export const drawnFor: { csrfToken: string | null; context: string | null } = { csrfToken: null, context: null };

/** The server, typed by its OpenAPI description. */
export const api = createClient<paths>({ baseUrl: window.location.origin, headers: { accept: 'application/json' } });

api.use({
  onRequest({ request }) {
    if (drawnFor.context && !request.url.includes('/auth/')) request.headers.set('x-organization-id', drawnFor.context);
    return request;
  },
});

/** Told when something was refused: what the person may do has changed since the page was drawn. */
export const refusals: { tell: () => void } = { tell: () => undefined };

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

const interruptions: Readonly<Record<string, Interruption>> = {
  'context/changed': 'context-changed',
  'session/step-up-needed': 'step-up',
};

/**
 * Sends a request and gives its data, or throws a Problem. When the session has run out, the organisation was changed in another tab or the
 * act asks for a fresh log-in, the person is asked to put it right in a dialog, and the same request is sent again: nothing on the page is lost.
 */
export async function call<T>(send: () => Promise<Answer<T>>): Promise<T> {
  for (;;) {
    const problem = await attempt(send);
    if (!(problem instanceof Problem)) return problem.data;
    const kind = problem.status === 401 ? 'session-expired' : interruptions[problem.code];
    if (problem.status === 403 && !kind) refusals.tell();
    if (!kind || !(await interrupted(kind))) throw problem;
  }
}

/** The same, without the dialogs. */
export async function attempt<T>(send: () => Promise<Answer<T>>): Promise<Problem | { data: T }> {
  let answer: Answer<T>;
  try {
    answer = await send();
  } catch {
    return offline();
  }
  return answer.response.ok ? { data: answer.data as T } : toProblem(answer.response.status, answer.error);
}

/** The header of every write: the session's token, as it is when the request is sent. */
export const write = () => ({ 'X-CSRF-Token': drawnFor.csrfToken ?? '' });

/** Headers of a command: done once for each key. */
export const command = (key: string) => ({ ...write(), 'Idempotency-Key': key });

/** Headers of an edit: refused when somebody has changed the thing since this version. */
export const edit = (key: string, version: number) => ({ ...command(key), 'If-Match': `"${version}"` });

import { now } from './clock.js';

/** status and Swedish title of each stable code of an area: `'already-decided': [409, 'Insatsen är redan avgjord.']`. */
export type ProblemTable = Readonly<Record<string, readonly [status: number, title: string]>>;

export interface FieldError {
  path: string;
  code: string;
  message: string;
}

export interface ProblemDetails {
  /** What the user can do, in Swedish. */
  detail?: string;
  /** Faults of single fields. */
  errors?: FieldError[];
  /** Seconds until a retry makes sense. */
  retryAfter?: number;
  /** Further members of the answer, e.g. `missingOre`. */
  [extra: string]: unknown;
}

/** An error the user may see: RFC 9457 with a stable code `area/what`. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly extra: ProblemDetails = {},
  ) {
    super(`${code}: ${title}`);
  }

  /** The body of the answer, `application/problem+json`. */
  body(requestId: string): Record<string, unknown> {
    const { retryAfter: _header, ...extra } = this.extra;
    return {
      type: `urn:minasidor:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      ...extra,
      requestId,
      at: now().toISOString(),
    };
  }
}

/** Every code of the product with its status and title; feeds OpenAPI. */
export const allProblems = new Map<string, { status: number; title: string }>();

/** The problem of a known code, for a refusal that was computed as an action. */
export function problemByCode(code: string, extra?: ProblemDetails): Problem {
  const known = allProblems.get(code);
  if (!known) throw new Error(`okänd problemkod ${code}`);
  return new Problem(code, known.status, known.title, extra);
}

export interface ProblemArea<T extends ProblemTable> {
  (code: keyof T & string, extra?: ProblemDetails): Problem;
  /** The full code of an entry, `area/what`. */
  code(code: keyof T & string): string;
  /** The Swedish title of an entry. */
  title(code: keyof T & string): string;
}

/** Declares the problems of an area; the result makes one: `throw insatsProblem('already-decided')`. */
export function problems<const T extends ProblemTable>(area: string, table: T): ProblemArea<T> {
  for (const [code, [status, title]] of Object.entries(table)) allProblems.set(`${area}/${code}`, { status, title });
  const entry = (code: keyof T & string) => table[code] as T[string];
  const make = (code: keyof T & string, extra?: ProblemDetails) => new Problem(`${area}/${code}`, entry(code)[0], entry(code)[1], extra);
  return Object.assign(make, { code: (code: keyof T & string) => `${area}/${code}`, title: (code: keyof T & string) => entry(code)[1] });
}

/** What can go wrong anywhere. */
export const kernelProblem = problems('portal', {
  'bad-request': [400, 'Begäran gick inte att läsa.'],
  'idempotency-key-missing': [400, 'Begäran saknar Idempotency-Key.'],
  'not-signed-in': [401, 'Du behöver logga in.'],
  forbidden: [403, 'Du har inte behörighet till det här.'],
  'cross-site': [403, 'Begäran kom inte från Mina sidor.'],
  'not-found': [404, 'Sidan eller ärendet finns inte.'],
  'method-not-allowed': [405, 'Metoden är inte tillåten.'],
  'still-running': [409, 'Samma begäran behandlas redan.'],
  'invalid-transition': [409, 'Ärendet har en status som inte tillåter det här.'],
  'version-conflict': [412, 'Någon har ändrat uppgifterna sedan du öppnade dem.'],
  'too-large': [413, 'Begäran är för stor.'],
  'unsupported-media-type': [415, 'Begäran ska vara JSON.'],
  invalid: [422, 'Några uppgifter behöver rättas.'],
  'idempotency-key-reused': [422, 'Idempotency-Key har redan använts till en annan begäran.'],
  'if-match-missing': [428, 'Begäran saknar If-Match.'],
  'too-many-requests': [429, 'För många försök. Vänta en stund.'],
  internal: [500, 'Något gick fel hos oss. Försök igen.'],
  unavailable: [503, 'Tjänsten är tillfälligt otillgänglig. Försök igen om en stund.'],
});

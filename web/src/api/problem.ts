/** An answer that is not the one we asked for, as RFC 9457 says it; status 0 means that no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: readonly FieldFault[] = [],
    readonly requestId: string | null = null,
  ) {
    super(title);
    this.name = 'Problem';
  }

  /** No answer, or the server asks us to wait: the same request may be sent again as it stands. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504 || this.code === 'portal/still-running';
  }
}

/** What is wrong with one field; `path` has dots inwards: budget.0.netOre. */
export interface FieldFault {
  path: string;
  code: string;
  message: string;
}

export const offline = (): Problem =>
  new Problem(0, 'web/offline', 'Ingen kontakt med Mina sidor.', 'Kontrollera att du har internetanslutning och försök igen.');

/** Reads a problem out of an answer; one that is not problem+json (a proxy's page) still gets a sentence. */
export function toProblem(status: number, body: unknown): Problem {
  const b = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    Record<'code' | 'title' | 'detail' | 'requestId', string>
  > & {
    errors?: FieldFault[];
  };
  const title = b.title ?? (status >= 500 ? 'Något gick fel hos oss. Försök igen.' : 'Begäran gick inte att behandla.');
  return new Problem(status, b.code ?? `web/http-${status}`, title, b.detail ?? null, b.errors ?? [], b.requestId ?? null);
}

/** Any thrown thing as a Problem. */
export const asProblem = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem(500, 'web/unexpected', 'Något gick fel på sidan.', 'Ladda om sidan och försök igen.');

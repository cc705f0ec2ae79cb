import type { Dialect } from '../../shared/deliver.ts';

/** An error answer of the Relying Party API: `{ errorCode, details }` with an HTTP status. */
export class RpProblem extends Error {
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, details: string) {
    super(details);
    this.status = status;
    this.errorCode = errorCode;
  }

  static invalid(details: string): RpProblem {
    return new RpProblem(400, 'invalidParameters', details);
  }

  static noSuchOrder(): RpProblem {
    return RpProblem.invalid('No such order');
  }

  get body(): { errorCode: string; details: string } {
    return { errorCode: this.errorCode, details: this.message };
  }
}

const errorCodes: Readonly<Record<number, string>> = {
  400: 'invalidParameters',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'notFound',
  405: 'methodNotAllowed',
  408: 'requestTimeout',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
  500: 'internalError',
  503: 'maintenance',
};

/** How BankID words the faults a test has ordered. */
export const dialect: Dialect = {
  error: (status) => ({ errorCode: errorCodes[status] ?? 'internalError', details: 'Simulated fault' }),
  hint: 'hintCode',
  result: 'completionData',
};

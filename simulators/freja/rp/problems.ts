import type { Dialect } from '../../shared/deliver.ts';

/** An error answer of the API: `{ code, message }` with an HTTP status. */
export class FrejaProblem extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** A field is missing, unknown or wrong. */
  static invalid(code: number, field: string): FrejaProblem {
    return new FrejaProblem(400, code, `Invalid or missing ${field}.`);
  }

  static noSuchOrder(): FrejaProblem {
    return new FrejaProblem(400, 1100, 'Invalid reference (for example, nonexistent or expired).');
  }

  get body(): { code: number; message: string } {
    return { code: this.code, message: this.message };
  }
}

/** How Freja words the faults a test has ordered. */
export const dialect: Dialect = {
  error: (status) => ({ code: status < 500 ? 1000 : 0, message: 'Simulated fault' }),
  hint: 'status',
  result: 'requestedAttributes',
};

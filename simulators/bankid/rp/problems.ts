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

/** The code that belongs to a status, for faults that name the status alone. */
export const errorCodes: Readonly<Record<number, string>> = {
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

/** What the web server in front of BankID says when it does not let a caller in. */
export const htmlPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

import type { ServerResponse } from 'node:http';
import { isObject, isString } from './fields.ts';
import type { Fault } from './scenarios.ts';

export interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** How a provider says what a fault makes it say. */
export interface Dialect {
  /** The body that belongs to a status, for faults that name the status alone. */
  error: (status: number) => object;
  /** The field that says how far an order has come, and the one with the result. */
  hint: string;
  result: string;
}

/** Sends the answer, spoilt by the fault if there is one; returns the status sent, or 0 when none was. */
export function deliver(response: ServerResponse, dialect: Dialect, answer: Answer, fault: Fault = {}): number {
  if (fault.reset) return hangUp(response);
  const status = fault.status ?? (fault.maintenance ? 503 : fault.html ? 502 : answer.status);
  const type = fault.contentType ?? (fault.html ? 'text/html' : 'application/json');
  const content = Buffer.from(contentOf(dialect, answer, fault, status));
  response.writeHead(status, { 'content-type': type, 'content-length': content.length, ...answer.headers });
  if (!fault.truncate) {
    response.end(content);
    return status;
  }
  response.write(content.subarray(0, content.length >> 1), () => response.socket?.destroy());
  return status;
}

/** As the web server in front answers: a page, not JSON. */
export function deliverHtml(response: ServerResponse, status: number, title: string): void {
  const page = htmlPage(`${status} ${title}`);
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) });
  response.end(page);
}

function contentOf(dialect: Dialect, answer: Answer, fault: Fault, status: number): string {
  if (fault.body !== undefined) return isString(fault.body) ? fault.body : JSON.stringify(fault.body);
  if (fault.html) return htmlPage(`${status} Simulated Fault`);
  if (fault.status || fault.maintenance) return JSON.stringify(dialect.error(status));
  const body: Record<string, unknown> = { ...answer.body };
  if (fault.unknownHint && isString(body[dialect.hint])) body[dialect.hint] = 'inventedAfterThisWasWritten';
  if (fault.unknownField) {
    body.inventedField = { of: 'later' };
    const result = body[dialect.result];
    if (isObject(result)) body[dialect.result] = { ...result, inventedField: true };
  }
  return JSON.stringify(body);
}

function hangUp(response: ServerResponse): number {
  response.socket?.destroy();
  return 0;
}

/** What the web server in front of a provider says when it does not let a caller in. */
const htmlPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

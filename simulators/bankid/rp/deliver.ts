import type { ServerResponse } from 'node:http';
import { isObject, isString } from '../../shared/fields.ts';
import type { Fault } from '../scenarios.ts';
import { errorCodes, htmlPage } from './problems.ts';

export interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/** Sends the answer, spoilt by the fault if there is one; returns the status sent, or 0 when none was. */
export function deliver(response: ServerResponse, answer: Answer, fault: Fault = {}): number {
  if (fault.reset) return hangUp(response);
  const status = fault.status ?? (fault.maintenance ? 503 : fault.html ? 502 : answer.status);
  const type = fault.contentType ?? (fault.html ? 'text/html' : 'application/json');
  const content = Buffer.from(contentOf(answer, fault, status));
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

function contentOf(answer: Answer, fault: Fault, status: number): string {
  if (fault.body !== undefined) return isString(fault.body) ? fault.body : JSON.stringify(fault.body);
  if (fault.html) return htmlPage(`${status} Simulated Fault`);
  if (fault.status || fault.maintenance) {
    return JSON.stringify({ errorCode: errorCodes[status] ?? 'internalError', details: 'Simulated fault' });
  }
  const body: Record<string, unknown> = { ...answer.body };
  if (fault.unknownHint && isString(body.hintCode)) body.hintCode = 'inventedAfterThisWasWritten';
  if (fault.unknownField) {
    body.inventedField = { of: 'later' };
    if (isObject(body.completionData)) body.completionData = { ...body.completionData, inventedField: true };
  }
  return JSON.stringify(body);
}

function hangUp(response: ServerResponse): number {
  response.socket?.destroy();
  return 0;
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';

/** Says no to a caller with an HTTP status, a code for programs and a sentence for people. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The whole body; refuses what is larger than `limit` bytes. */
export async function readBody(request: AsyncIterable<Buffer>, limit = 1_000_000): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limit) throw new Refusal(413, 'tooLarge', 'Innehållet är för stort.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A JSON object from the body; an empty body counts as `{}`. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = (await readBody(request)).toString();
  // Insisting on JSON also keeps foreign web pages from posting here without a preflight.
  if (body && !request.headers['content-type']?.startsWith('application/json')) {
    throw new Refusal(415, 'notJson', 'Skicka innehållet som application/json.');
  }
  try {
    const value: unknown = JSON.parse(body || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below, the same way as JSON that is not an object.
  }
  throw new Refusal(400, 'badJson', 'Innehållet ska vara ett JSON-objekt.');
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request)).toString());
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' });
  response.end(body);
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'content-length': 0 });
  response.end();
}

/** Starts listening and says where; port 0 gets a free one. */
export async function listen(server: Server | NetServer, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const everywhere = address.address === '0.0.0.0' || address.address === '::';
  const name = everywhere ? 'localhost' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${name}:${address.port}`;
}

/** Tells whoever started us where we listen, and ends at once when asked to: nothing here needs to be wound up. */
export function ready(addresses: Record<string, string>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
  process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
}

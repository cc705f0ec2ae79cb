import { type Agent, request } from 'node:https';
import { EidFault } from './eid.fault.js';

const CONNECT_MS = 3_000;
/** From the call to the end of the answer, whatever it waits for meanwhile: also for its turn among many that hang. */
const WHOLE_MS = 9_000;
const LARGEST_ANSWER = 1_000_000;
/** A kept connection that the other side had already closed. */
const STALE = new Set(['ECONNRESET', 'EPIPE']);

/** A body and what it says it is. */
export interface Content {
  type: string;
  text: string;
}

export interface RawAnswer extends Content {
  status: number;
}

/**
 * Posts a body and gives the whole answer, whatever it says. 3 s to connect, 9 s for everything. A repeatable call is sent once more when
 * the connection broke before a byte of answer came. Throws EidFault `unavailable` for everything else.
 */
export async function send(agent: Agent, url: URL, content: Content, { repeatable }: { repeatable: boolean }): Promise<RawAnswer> {
  try {
    return await post(agent, url, content);
  } catch (error) {
    const { code, answered } = error as Broken;
    if (!repeatable || answered || !STALE.has(code)) throw fault(url, error);
  }
  return post(agent, url, content).catch((error: unknown) => {
    throw fault(url, error);
  });
}

const fault = (url: URL, error: unknown): EidFault =>
  new EidFault('unavailable', `${url.pathname.split('/').at(-1)}: ${(error as Broken).code ?? 'okänt fel'}`);

/** Why a call broke, and whether any of the answer had come by then. */
interface Broken {
  code: string;
  answered: boolean;
}

function post(agent: Agent, url: URL, { type, text: body }: Content): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const give = (error: { code?: string }) => reject({ code: error.code ?? 'okänt fel', answered } satisfies Broken);
    const headers = { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
    const call = request(url, { agent, method: 'POST', headers });
    const late = (code: string) => call.destroy(Object.assign(new Error(code), { code }));
    const whole = setTimeout(() => late('ANSWER_TIMEOUT'), WHOLE_MS);
    let connect: NodeJS.Timeout | undefined;
    call.on('close', () => [whole, connect].forEach(clearTimeout));
    call.on('error', give);
    call.on('socket', (socket) => {
      if (!socket.connecting) return;
      connect = setTimeout(() => late('CONNECT_TIMEOUT'), CONNECT_MS);
      socket.once('secureConnect', () => clearTimeout(connect));
    });
    call.on('response', (response) => {
      answered = true;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > LARGEST_ANSWER) late('ANSWER_TOO_LARGE');
      });
      response.on('error', give);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }));
    });
    call.end(body);
  });
}

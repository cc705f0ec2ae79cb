import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendStyle } from '../shared/html.ts';
import { listen, readJson, ready, sendJson } from '../shared/http.ts';
import { answersBadly, faults } from './faults.ts';
import { issuer, type Trouble } from './issuer.ts';
import { loadKeys } from './keys.ts';
import { interaction, refuse } from './pages.ts';
import { settings } from './settings.ts';

const keys = loadKeys(settings.directory);
const trouble: Trouble = { fault: null };
const stats = { calls: 0 };
const server = createServer();
await listen(server, settings.port, settings.host);
// The address is part of every token, so it is known only when the port is.
const address = `http://localhost:${(server.address() as AddressInfo).port}`;
const provider = issuer(address, settings.redirectUri, keys, trouble);
const answer = provider.callback();

server.on('request', (request, response) => {
  serve(request, response, new URL(request.url ?? '/', address).pathname).catch((error: unknown) => refuse(response, error));
});
ready({ issuer: address });

async function serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (path === '/style.css') return sendStyle(response);
  if (path === '/control/fault') return setFault(request, response);
  if (path === '/control/stats') return sendJson(response, stats);
  if (path.startsWith('/interaction/')) return interaction(provider, request, response);
  // The pages that a browser goes through carry on: only what the product itself asks meets the faults.
  if (!path.startsWith('/auth')) {
    stats.calls += 1;
    if (await answersBadly(trouble.fault, request, response)) return;
  }
  await answer(request, response);
}

async function setFault(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { fault = null } = await readJson(request);
  if (fault !== null && !faults.some((known) => known === fault)) return sendJson(response, { error: 'unknownFault', faults }, 400);
  trouble.fault = fault as string | null;
  sendJson(response, trouble);
}

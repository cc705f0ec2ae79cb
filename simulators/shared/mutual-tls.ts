import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Certificates } from './certificates/store.ts';
import type { Scenarios } from './scenarios.ts';

/** The relying party, as its client certificate presents it. */
export interface Caller {
  /** What users see. */
  displayName: string;
  /** The subject by RFC 4514, most specific part first, with BankID's lower-case attribute names. */
  subject: string;
}

type Handler = (caller: Caller | undefined, request: IncomingMessage, response: ServerResponse) => void;

/** An https server that asks for a client certificate; without one from the right issuer there is no caller. */
export function mutualTlsServer(certificates: Certificates, scenarios: Scenarios<string>, handle: Handler): Server {
  const callers = new WeakMap<object, Caller | undefined>();
  const options = { requestCert: true, rejectUnauthorized: false, ca: certificates.clientCa, minVersion: 'TLSv1.2' as const };
  const own = { ...options, key: certificates.server, cert: certificates.server };
  const foreign = { ...options, key: certificates.foreignServer, cert: certificates.foreignServer };
  const server = createServer({ ...own, keepAliveTimeout: 65_000 }, (request, response) => {
    handle(callers.get(request.socket), request, response);
  });
  server.on('secureConnection', (socket: TLSSocket) => callers.set(socket, callerOf(socket)));
  // Runs after TLS has taken its context for this connection, so the change counts from the next one.
  server.on('connection', () => {
    if (scenarios.foreignTls) scenarios.spendForeignTls();
  });
  let presented = own;
  scenarios.tlsChanged = () => {
    const wanted = scenarios.foreignTls ? foreign : own;
    if (wanted === presented) return;
    presented = wanted;
    server.setSecureContext(wanted);
    // A kept-alive connection would never see the new certificate.
    server.closeIdleConnections();
  };
  return server;
}

function callerOf(socket: TLSSocket): Caller | undefined {
  // A resumed TLS 1.3 session counts as authorised even when no certificate was ever shown, hence both questions.
  const certificate = socket.getPeerX509Certificate();
  if (!socket.authorized || !certificate) return undefined;
  return { displayName: displayName(certificate) ?? 'Okänd e-tjänst', subject: subjectName(certificate) };
}

/** Node's lines are the parts of the name in the order of the certificate, already escaped. */
function subjectName(certificate: X509Certificate): string {
  const parts = certificate.subject.split('\n').toReversed();
  return parts.map((part) => part.replace(/^[A-Z]+=/, (attribute) => attribute.toLowerCase())).join(',');
}

/** The attribute `name`, where BankID's client certificates carry what users see. */
function displayName(certificate: X509Certificate): string | undefined {
  const line = certificate.subject.split('\n').find((part) => part.startsWith('name='));
  return line?.slice('name='.length).replace(/\\(.)/g, '$1');
}

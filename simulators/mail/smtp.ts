import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';
import type { MailFault, MailFaults } from './faults.ts';
import type { MailStore } from './store.ts';

const REJECTIONS: Partial<Record<string, string>> = {
  'reject-4xx': '450 4.2.1 Mailbox temporarily unavailable (simulated)',
  'reject-5xx': '550 5.1.1 No such mailbox (simulated)',
};

/** A mail server that takes everything for everyone, except what a fault says. */
export function smtpServer(store: MailStore, faults: MailFaults): SMTPServer {
  const server = new SMTPServer({
    banner: 'Simulerad e-post',
    authOptional: true,
    allowInsecureAuth: true,
    // Without a certificate of its own the library would offer one that no client should trust.
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onMailFrom: ({ address }, _session, done) => done(refusal(faults.take([address], 'refuse-sender'))),
    onRcptTo: ({ address }, session, done) => {
      const hang = faults.take([address], 'hang-at-rcpt');
      if (hang) setTimeout(() => hangUp(server, session), hang.delayMs);
      else done(refusal(faults.take([address], 'reject-4xx', 'reject-5xx', 'refuse-recipient')));
    },
    onData: (stream, session, done) => void receive(stream, session, done),
  });
  // A client that breaks off must not end the process.
  server.on('error', () => undefined);
  return server;

  /** Keeps the letter, then confirms it or loses the connection before it could. */
  async function receive(stream: Readable, session: SMTPServerSession, done: (error?: Error) => void): Promise<void> {
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    try {
      const letter = Buffer.concat(await stream.toArray());
      const refused = faults.take(to, 'refuse-contents');
      if (refused) return done(refusal(refused));
      await store.add(letter, { from, to });
    } catch (error) {
      return done(error instanceof Error ? error : new Error(String(error)));
    }
    const slow = faults.take(to, 'slow');
    if (slow) await sleep(slow.delayMs);
    if (faults.take(to, 'drop-after-data')) hangUp(server, session);
    else done();
  }
}

/** The reply that the fault asks for, as the library wants it. */
function refusal(fault: MailFault | undefined): Error | undefined {
  if (!fault) return undefined;
  const reply = REJECTIONS[fault.mode] ?? fault.reply;
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

/** The sender never learns that the letter was taken. */
function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.session === session) connection.close();
}

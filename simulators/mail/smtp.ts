import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';
import type { MailFaults } from './faults.ts';
import type { MailStore } from './store.ts';

const REJECTIONS = {
  'reject-4xx': { responseCode: 450, message: '4.2.1 Mailbox temporarily unavailable (simulated)' },
  'reject-5xx': { responseCode: 550, message: '5.1.1 No such mailbox (simulated)' },
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
    onRcptTo: (address, _session, done) => {
      const fault = faults.take([address.address], 'reject-4xx', 'reject-5xx');
      done(fault && rejection(fault.mode as keyof typeof REJECTIONS));
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
      await store.add(Buffer.concat(await stream.toArray()), { from, to });
    } catch (error) {
      return done(error instanceof Error ? error : new Error(String(error)));
    }
    const slow = faults.take(to, 'slow');
    if (slow) await sleep(slow.delayMs);
    if (faults.take(to, 'drop-after-data')) hangUp(server, session);
    else done();
  }
}

const rejection = (mode: keyof typeof REJECTIONS) => Object.assign(new Error(REJECTIONS[mode].message), REJECTIONS[mode]);

/** The sender never learns that the letter was taken. */
function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections) if (connection.session === session) connection.close();
}

import { Injectable, Logger } from '@nestjs/common';
import {
  Contacts,
  type BegunSession,
  Devices,
  deviceWords,
  EidOrders,
  type Familiarity,
  type Identified,
  providerTitles,
  Sessions,
  type SessionProvider,
  type SessionSecrets,
} from '../auth/index.js';
import { momentText } from '../kernel/clock.js';
import { Db, type Tx } from '../kernel/db.js';
import { sessionsBegun } from '../kernel/metrics.js';
import { Notifications } from '../notifications/index.js';
import { Contexts } from './contexts.service.js';
import { newDevice } from './log-in.mail.js';
import { personalAddresses } from './personal-addresses.js';

/** The browser that a log-in was completed in. */
interface Entering {
  /** The session it had before, which ends. */
  oldSessionId: string | undefined;
  userAgent: string | null;
  /** The cookie it is known again by. */
  device?: string | undefined;
}

/** Turns an identified person into a session. */
@Injectable()
export class LogIn {
  private readonly log = new Logger('security');

  constructor(
    private readonly db: Db,
    private readonly orders: EidOrders,
    private readonly sessions: Sessions,
    private readonly devices: Devices,
    private readonly contexts: Contexts,
    private readonly contacts: Contacts,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Begins a session with a new id, exactly once per order; the one the browser had before is ended. For a second asker of the same order
   * `session` is null. `next` is where to go: straight in, to choose an organisation, or to help for those who have none (A10); by the
   * private entrance always to one's own page (A3). A person who has logged in before is told by mail about a browser that is new (F7).
   */
  enter(
    { orderId, personId, entrance }: Identified,
    { oldSessionId, userAgent, device }: Entering,
  ): Promise<{ session: SessionSecrets | null; next: string }> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      const consumed = await this.orders.consume(tx, orderId);
      const { context, next } = await this.contexts.atLogin(tx, personId, entrance);
      if (!consumed) return { session: null, next };
      const before = oldSessionId ? await this.sessions.end(tx, oldSessionId) : null;
      const { completedAt: authenticatedAt, provider } = consumed;
      const session = await this.sessions.begin(tx, { personId, provider, context, authenticatedAt, userAgent });
      const familiarity = await this.devices.note(tx, personId, device);
      if (familiarity === 'new') await this.tellOfNewDevice(tx, personId, session, provider, userAgent);
      tx.afterCommit(() => this.note(session, provider, familiarity, before && { again: before.personId === personId }));
      return { session, next };
    });
  }

  private async tellOfNewDevice(tx: Tx, personId: string, { publicId }: BegunSession, by: SessionProvider, userAgent: string | null) {
    const { email, language } = await this.contacts.verifiedOf(tx, personId);
    const provider = by === 'oidc' && language === 'en' ? 'another log-in service' : providerTitles[by];
    const at = momentText(tx.now, language);
    const letter = newDevice[language]({ device: deviceWords(userAgent, language), provider, at });
    const addresses = new Set([...(email ? [email.toLowerCase()] : []), ...(await personalAddresses(tx, personId))]);
    const notice = { eventKey: `session.new-device:${publicId}`, personId, organizationId: null, type: 'konto', ...letter } as const;
    for (const to of addresses.size ? addresses : [null]) await this.notifications.tell(tx, { ...notice, to });
  }

  /** The security log knows sessions by their public names, and nobody by name. */
  private note({ publicId }: BegunSession, provider: SessionProvider, device: Familiarity, before: { again: boolean } | null): void {
    sessionsBegun.inc({ provider });
    const how = before?.again ? 'bekräftad med e-legitimation' : 'inloggad';
    this.log.log({ msg: how, session: publicId, provider, device });
    if (before && !before.again) this.log.log({ msg: 'session avslutad', by: 'inloggning av en annan person', session: publicId });
  }
}

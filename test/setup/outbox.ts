import { randomUUID } from 'node:crypto';
import { MailLinks } from '../../src/notifications/mail-links.js';
import type { Cases } from './cases.js';
import { testEnv } from './env.js';
import { eventually } from './mailbox.js';
import type { Session, World } from './world.js';

export interface OutboxState {
  status: string;
  attempts: number;
  last_error: string | null;
}

/** An address nobody else uses. */
export const someAddress = (): string => `brev-${randomUUID()}@testby.se`;

/** Where a mail of ours comes back to. */
export const returnAddress = async (id: string): Promise<string> => new MailLinks(await testEnv()).sender(id);

const decision = () => ({ id: randomUUID(), number: '8-2600001', name: 'Kurs', outcome: 'godkand', motivation: '' });

/** Mails written straight into the outbox, as committed business transactions leave them. */
export class TestOutbox {
  constructor(private readonly world: World) {}

  /** A decision about an insats, unless something else is said; gives the row's id. */
  write(
    to: string,
    {
      template = 'insats-beslut',
      organizationId = null,
      personId = null,
      payload = decision(),
      status = 'pending',
    }: {
      template?: string;
      organizationId?: string | null;
      personId?: string | null;
      payload?: object | null;
      status?: 'pending' | 'failed';
    } = {},
  ): Promise<string> {
    return this.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, person_id, payload, status)
       values ($1, 'email', $2, $3, $4, $5, $6, $7) returning id`,
      [`test:${randomUUID()}`, template, to, organizationId, personId, JSON.stringify(payload), status],
    );
  }

  /** A command that sends a mail, and wakes the worker through Bull as every sending does: a failed one is run again. */
  async command(cases: Cases, staff: Session, to: string): Promise<string> {
    const id = await this.write(to, { status: 'failed' });
    const { status, body } = await cases.send(staff, 'POST', `/admin/outbox/${id}/retry`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return id;
  }

  /** The row's state. */
  state(id: string): Promise<OutboxState> {
    return this.world.as<OutboxState>(
      `select json_build_object('status', status, 'attempts', attempts, 'last_error', last_error) from outbox where id = $1`,
      [id],
    );
  }

  /** The row's state as soon as it has the status. */
  becomes(id: string, status: string, attempts = 0): Promise<OutboxState> {
    return eventually(async () => {
      const state = await this.state(id);
      return state.status === status && state.attempts >= attempts ? state : undefined;
    }, `status ${status} på brevet`);
  }

  /** Lets time pass for one mail: its next attempt is due. */
  makeDue = (id: string): Promise<unknown> => this.world.as('update outbox set next_attempt_at = now() where id = $1', [id]);

  /** Lets time pass for one mail: the lease of whoever holds it has run out. */
  endLease = (id: string): Promise<unknown> =>
    this.world.as(`update outbox set lease_until = now() - interval '1 second' where id = $1 and status = 'sending'`, [id]);
}

import { setTimeout as pause } from 'node:timers/promises';
import type { BeforeApplicationShutdown, Logger, OnModuleDestroy } from '@nestjs/common';
import type { Channel } from './envelope.service.js';
import type { Claimed, Outbox } from './outbox.service.js';

/** What came of one attempt; `code` says why without personal data, e.g. `EENVELOPE 550`. */
interface Attempted {
  is: string;
  code?: string;
}

/** How a channel of the outbox is worked off. */
interface Way {
  channel: Channel;
  /** How many messages are on their way at once. */
  lanes: number;
  /** How long a stop waits for those on their way. */
  drainMs: number;
}

/** Takes the messages of one channel out of the outbox, a few at a time, and lets those on their way finish when the process stops. */
export abstract class Lanes<O extends Attempted> implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly onTheirWay = new Set<Promise<boolean>>();
  private working = 0;
  private fault: Error | undefined;
  private stopping = false;

  protected constructor(
    protected readonly outbox: Outbox,
    protected readonly log: Logger,
    private readonly way: Way,
  ) {}

  /** Sends a claimed message, or says why not. Never throws for what is wrong with the message. */
  protected abstract attempt(message: Claimed): Promise<O>;

  /** Writes down what came of it. */
  protected abstract settle(message: Claimed, outcome: O): Promise<void>;

  /** Takes no more. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Waits, a bounded time, for those on their way. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.allSettled(this.onTheirWay), pause(this.way.drainMs, undefined, { ref: false })]);
  }

  /** Sends the message named by `id`, or the next that is due. False when there is nothing to do or nobody to do it with. */
  async deliver(id?: string): Promise<boolean> {
    if (this.stopping) return false;
    const work = this.one(id);
    this.onTheirWay.add(work);
    try {
      return await work;
    } finally {
      this.onTheirWay.delete(work);
    }
  }

  /**
   * Opens the lanes that are closed and waits for none, so that a message that takes long holds up no other. Throws what closed a lane since the
   * last time, for the scheduler to count. A server that is away, or refuses us, costs one attempt a lane, not one a message.
   */
  sweep(): void {
    for (let closed = this.way.lanes - this.working; closed > 0; closed--) void this.lane();
    const { fault } = this;
    this.fault = undefined;
    if (fault) throw fault;
  }

  /** Sends what is due, one after the other, until there is no more. */
  private async lane(): Promise<void> {
    this.working++;
    try {
      while (await this.deliver());
    } catch (error) {
      this.fault = error as Error;
    } finally {
      this.working--;
    }
  }

  private async one(id?: string): Promise<boolean> {
    const message = await this.outbox.claim(this.way.channel, id);
    if (!message) return false;
    const outcome = await this.attempt(message);
    await this.settle(message, outcome);
    const { template, attempts: attempt } = message;
    const code = outcome.code === undefined ? {} : { code: outcome.code };
    this.log.log({ msg: this.way.channel === 'sms' ? 'sms' : 'mail', id: message.id, template, attempt, outcome: outcome.is, ...code });
    return outcome.is !== 'unreachable' && outcome.is !== 'barred';
  }
}

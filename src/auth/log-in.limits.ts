import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { addressKey, RateLimit } from './rate-limit.js';

/** How often a log-in may be started and asked about (identity §1.7.11). */
@Injectable()
export class LogInLimits {
  private readonly startsByAddress: RateLimit;
  private readonly startsByBrowser = new RateLimit(5, 60_000);
  private readonly polls = new RateLimit(3, 1_000);

  constructor(@Inject(ENV) env: Env) {
    this.startsByAddress = new RateLimit(env.LOGIN_STARTS_PER_ADDRESS, 60_000);
  }

  /** LOGIN_STARTS_PER_ADDRESS starts a minute and address, 5 a minute and browser; a browser is followed although its cookie changes with each start. */
  start(address: string, browserId: string | undefined): void {
    this.startsByAddress.take(addressKey(address));
    if (browserId) this.startsByBrowser.take(browserId);
  }

  follow(browserId: string | undefined, nextBrowserId: string): void {
    if (browserId) this.startsByBrowser.rename(browserId, nextBrowserId);
    else this.startsByBrowser.take(nextBrowserId);
  }

  /** 3 questions a second and order. */
  poll(orderId: string): void {
    this.polls.take(orderId);
  }
}

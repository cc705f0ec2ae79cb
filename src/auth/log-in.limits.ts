import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Devices } from './devices.service.js';
import { addressKey, RateLimit } from './rate-limit.js';

/** A browser as the limits see it: its address, its cookie of the log-in before and the one it is known again by. */
interface Starting {
  address: string;
  browserId: string | undefined;
  device: string | undefined;
}

/** A start that was counted for an address, to be given back. */
interface Counted {
  by: RateLimit;
  address: string;
  at: number;
}

const WINDOW_MS = 60_000;
/** Browsers that kept our cookie may together start this many times what those without may: a flood throws cookies away. */
const KEPT_COOKIE_FACTOR = 6;

/**
 * How often a log-in may be started and asked about (identity §1.7.11). One browser's limit bites first; an address has one for browsers
 * without a cookie, and a larger one for those that keep it. A browser that somebody has logged in from before is held to its own limit
 * only: whoever floods the address it shares does not lock it out (decision 9).
 */
@Injectable()
export class LogInLimits {
  private readonly strangers: RateLimit;
  private readonly returning: RateLimit;
  private readonly startsByBrowser = new RateLimit(5, WINDOW_MS);
  private readonly startsByDevice = new RateLimit(5, WINDOW_MS);
  private readonly polls = new RateLimit(3, 1_000);
  /** By order, oldest first. */
  private readonly counted = new Map<string, Counted>();

  constructor(
    @Inject(ENV) env: Env,
    private readonly devices: Devices,
  ) {
    this.strangers = new RateLimit(env.LOGIN_STARTS_PER_ADDRESS, WINDOW_MS);
    this.returning = new RateLimit(env.LOGIN_STARTS_PER_ADDRESS * KEPT_COOKIE_FACTOR, WINDOW_MS);
  }

  /** 5 starts a minute and browser, which is followed although its cookie changes with each start; LOGIN_STARTS_PER_ADDRESS for strangers. */
  async start({ address, browserId, device }: Starting): Promise<Counted | null> {
    if (browserId) this.startsByBrowser.take(browserId);
    if (device) this.startsByDevice.take(device);
    if (await this.devices.hasLoggedIn(device)) return null;
    const counted = { by: device ? this.returning : this.strangers, address: addressKey(address), at: performance.now() };
    counted.by.take(counted.address);
    return counted;
  }

  /** The order has begun, under the browser's new cookie. */
  follow(counted: Counted | null, browserId: string | undefined, nextBrowserId: string, orderId: string): void {
    for (const [id, { at }] of this.counted) {
      if (at > performance.now() - WINDOW_MS) break;
      this.counted.delete(id);
    }
    if (counted) this.counted.set(orderId, counted);
    if (browserId) this.startsByBrowser.rename(browserId, nextBrowserId);
    else this.startsByBrowser.take(nextBrowserId);
  }

  /** A log-in that was completed was no attempt on anybody: the address gets its start back. */
  completed(orderId: string): void {
    const counted = this.counted.get(orderId);
    counted?.by.giveBack(counted.address);
    this.counted.delete(orderId);
  }

  /** 3 questions a second and order. */
  poll(orderId: string): void {
    this.polls.take(orderId);
  }
}

import { isIPv6 } from 'node:net';
import { kernelProblem } from '../kernel/problem.js';

const SWEEP_AT = 10_000;

/**
 * At most `max` of something per `windowMs` and key, counted in this process: with n processes n times as many get through,
 * which is still far too few to guess anything. Refused with 429 and when to come back.
 */
export class RateLimit {
  private readonly times = new Map<string, number[]>();

  constructor(
    private readonly max: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one; 429 `portal/too-many-requests` when there have been too many. */
  take(key: string): void {
    const at = performance.now();
    const recent = this.recent(key, at);
    if (recent.length >= this.max)
      throw kernelProblem('too-many-requests', { retryAfter: Math.max(1, Math.ceil((recent[0]! + this.windowMs - at) / 1000)) });
    if (this.times.size >= SWEEP_AT) this.sweep(at);
    this.times.set(key, [...recent, at]);
  }

  /** Takes back the latest one counted, if there is any. */
  giveBack(key: string): void {
    const times = this.times.get(key);
    if (times) this.times.set(key, times.slice(0, -1));
  }

  /** Goes on counting under a new key what was counted under an old one. */
  rename(from: string, to: string): void {
    const times = this.times.get(from);
    if (!times) return;
    this.times.delete(from);
    this.times.set(to, times);
  }

  private recent(key: string, at: number): number[] {
    return (this.times.get(key) ?? []).filter((time) => time > at - this.windowMs);
  }

  private sweep(at: number): void {
    for (const [key] of this.times) if (this.recent(key, at).length === 0) this.times.delete(key);
  }
}

/** Whom an address counts as: an IPv6 household has a /64 of its own. */
export function addressKey(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('::');
  const start = head.split(':').filter(Boolean);
  const end = (tail ?? '').split(':').filter(Boolean);
  const groups = tail === undefined ? start : [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** BankID asks for two seconds between collects, Freja for three; under one second is a fault by any reading. */
const TOO_FAST_MS = 1000;

/** What the relying party has done, for tests that count calls. Time here is real time, not the simulator's. */
export class Stats<Endpoint extends string> {
  readonly #calls: Record<Endpoint, number>;
  #answers: Record<string, number> = {};
  #tooFast = 0;
  #shortest: number | null = null;
  #lastCollect = new Map<string, number>();

  constructor(endpoints: readonly Endpoint[]) {
    this.#calls = Object.fromEntries(endpoints.map((name) => [name, 0])) as Record<Endpoint, number>;
  }

  called(endpoint: Endpoint): void {
    this.#calls[endpoint]++;
  }

  answered(status: number): void {
    this.#answers[status] = (this.#answers[status] ?? 0) + 1;
  }

  /** Notes a question about an order and says whether it came too soon after the one before of the same order. */
  collected(orderRef: string): boolean {
    const at = performance.now();
    const before = this.#lastCollect.get(orderRef);
    this.#lastCollect.set(orderRef, at);
    if (before === undefined) return false;
    const interval = Math.round(at - before);
    this.#shortest = Math.min(this.#shortest ?? interval, interval);
    const fast = interval < TOO_FAST_MS;
    if (fast) this.#tooFast++;
    return fast;
  }

  /** An ended order is not polled again, so its time need not be kept. */
  ended(orderRef: string): void {
    this.#lastCollect.delete(orderRef);
  }

  report() {
    return {
      calls: { ...this.#calls },
      answers: { ...this.#answers },
      collectsTooFast: this.#tooFast,
      shortestCollectIntervalMs: this.#shortest,
    };
  }

  clear(): void {
    for (const name of Object.keys(this.#calls) as Endpoint[]) this.#calls[name] = 0;
    this.#answers = {};
    this.#tooFast = 0;
    this.#shortest = null;
    this.#lastCollect.clear();
  }
}

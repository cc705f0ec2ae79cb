/** `half-open` is when the next call is let through to see whether they answer again. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Stops calling somebody who does not answer: opens after a row of failures, then lets one call at a time probe. */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private probing = false;

  constructor(
    private readonly failuresToOpen: number,
    private readonly openMs: number,
  ) {}

  get state(): CircuitState {
    if (this.failures < this.failuresToOpen) return 'closed';
    return performance.now() < this.openUntil ? 'open' : 'half-open';
  }

  /** Runs the call, or throws `refused()` without calling while the circuit is open. `counts` tells which errors are failures of the line. */
  async run<T>(call: () => Promise<T>, counts: (error: unknown) => boolean, refused: () => Error): Promise<T> {
    const tripped = this.failures >= this.failuresToOpen;
    if (tripped && (this.probing || performance.now() < this.openUntil)) throw refused();
    this.probing = tripped;
    try {
      const result = await call();
      this.failures = 0;
      return result;
    } catch (error) {
      if (counts(error)) this.fail();
      else this.failures = 0;
      throw error;
    } finally {
      if (tripped) this.probing = false;
    }
  }

  private fail(): void {
    this.failures++;
    if (this.failures >= this.failuresToOpen) this.openUntil = performance.now() + this.openMs;
  }
}

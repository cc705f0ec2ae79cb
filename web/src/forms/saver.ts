import { asProblem, type Problem } from '../api/problem';
import { newKey } from '../api/key';

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** Not saved; `again` when it will be tried again without anybody doing anything. */
  | { kind: 'failed'; problem: Problem; again: boolean };

interface Saved {
  version: number;
  updatedAt: string;
}

interface Options<T> {
  version: number;
  updatedAt: string;
  save: (draft: T, version: number, key: string) => Promise<Saved>;
  onState: (state: SaveState) => void;
  /** Milliseconds of rest before a change is sent. */
  delay?: number;
}

/**
 * Saves a draft while it is written: one request at a time, the newest text last. A request whose answer was lost is sent again just as it was,
 * with the same key, before anything newer goes: so the server does it once, and its version is the one we think.
 */
export class Saver<T> {
  version: number;
  private unsent: T | null = null;
  private sending: { draft: T; key: string } | null = null;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private updatedAt: string;
  private stopped = false;

  constructor(private readonly options: Options<T>) {
    this.version = options.version;
    this.updatedAt = options.updatedAt;
  }

  /** Is there something the server has not confirmed? */
  get dirty(): boolean {
    return this.unsent !== null || this.sending !== null;
  }

  /** The draft as it stands now; sent after a moment's rest. */
  change(draft: T): void {
    this.unsent = draft;
    if (!this.running) this.options.onState({ kind: 'unsaved' });
    this.schedule(this.options.delay ?? 1200);
  }

  /** Sends what is unsent at once; throws the Problem when it can't be saved. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    return (this.running ??= this.work().finally(() => (this.running = null)));
  }

  /** After a conflict: this is the version that the person has seen, go on from there. */
  resolve(version: number, draft: T | null): void {
    this.version = version;
    this.sending = null;
    this.unsent = draft;
  }

  start(): void {
    this.stopped = false;
  }

  /** The page is left: what is unsent goes at once, nothing is tried again. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.unsent !== null) void this.flush().catch(() => undefined);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush().catch(() => undefined), ms);
  }

  private async work(): Promise<void> {
    while (this.dirty) {
      if (!this.sending) {
        this.sending = { draft: this.unsent!, key: newKey() };
        this.unsent = null;
      }
      this.options.onState({ kind: 'saving' });
      try {
        const saved = await this.options.save(this.sending.draft, this.version, this.sending.key);
        this.version = saved.version;
        this.updatedAt = saved.updatedAt;
        this.sending = null;
      } catch (thrown) {
        throw this.failed(asProblem(thrown));
      }
    }
    this.options.onState({ kind: 'saved', at: this.updatedAt });
  }

  private failed(problem: Problem): Problem {
    if (!problem.passing) {
      this.unsent ??= this.sending?.draft ?? null;
      this.sending = null;
    }
    this.options.onState({ kind: 'failed', problem, again: problem.passing });
    if (problem.passing) this.schedule(4000);
    return problem;
  }
}

import { useSyncExternalStore } from 'react';
import type { Schemas } from './client';

/** What is about to happen to the session, to be said in time (WCAG 2.2.1): it goes idle, or its eight hours are over. */
export type Ending = { kind: 'idle' | 'absolute'; at: number };

interface Limits {
  /** Moments by this device's clock. */
  idleAt: number;
  endsAt: number;
}

const WARN_MS = 5 * 60_000;
const LONGEST_TIMER_MS = 60 * 60_000;

let limits: Limits | null = null;
let ending: Ending | null = null;
let seenUntil = 0;
/** To have opened the page is to have done something. */
let lastInput = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;
let ask: (() => Promise<unknown>) | null = null;
let stay: (() => Promise<unknown>) | null = null;
let staying = false;
const listeners = new Set<() => void>();

/** Who asks the server how long the session lives, and who makes it live on; set once by the session. */
export function watchSession(how: { ask: () => Promise<unknown>; stay: () => Promise<unknown> }): void {
  ({ ask, stay } = how);
  for (const input of ['keydown', 'pointerdown'])
    document.addEventListener(input, () => void (lastInput = Date.now()), { capture: true, passive: true });
}

/** Takes in what the server says; only differences count, so a clock that is wrong on this device does no harm. */
export function noteLimits({ idleExpiresAt, expiresAt, now }: Partial<Schemas['SessionLimits']>): void {
  if (!idleExpiresAt || !expiresAt || !now) limits = null;
  else {
    const here = Date.now() - Date.parse(now);
    limits = { idleAt: here + Date.parse(idleExpiresAt), endsAt: here + Date.parse(expiresAt) };
  }
  judge();
}

/** The person has read that the session ends whatever happens. */
export function seen(): void {
  seenUntil = limits?.endsAt ?? 0;
  judge();
}

export const useEnding = (): Ending | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ending,
  );

/** Decides what is to be shown now, and when to look again. */
function judge(): void {
  clearTimeout(timer);
  const near = limits && endingOf(limits);
  const present = near?.kind === 'idle' && near.at > Date.now() && Date.now() - lastInput < WARN_MS;
  if (present) void stayQuietly();
  const next = present ? null : near;
  if (next?.kind !== ending?.kind || next?.at !== ending?.at) {
    ending = next;
    for (const listener of listeners) listener();
  }
  if (!limits) return;
  const now = Date.now();
  const moments = [limits.idleAt - WARN_MS, limits.endsAt - WARN_MS, Math.min(limits.idleAt, limits.endsAt)].filter((at) => at > now);
  if (moments.length) timer = setTimeout(() => void look(), Math.min(...moments.map((at) => at - now), LONGEST_TIMER_MS));
}

function endingOf({ idleAt, endsAt }: Limits): Ending | null {
  const soon = Date.now() + WARN_MS;
  if (endsAt <= soon) return endsAt === seenUntil ? null : { kind: 'absolute', at: endsAt };
  return idleAt <= soon ? { kind: 'idle', at: idleAt } : null;
}

/** The server knows best: another tab may have kept the session alive. */
async function look(): Promise<void> {
  await ask?.().catch(() => undefined);
  judge();
}

/** Who has just written or pressed something is not asked whether they are there; when it can't be said to the server, they are after all. */
async function stayQuietly(): Promise<void> {
  if (staying || !stay) return;
  staying = true;
  await stay().catch(() => (lastInput = 0));
  staying = false;
  judge();
}

let offset = 0;

/** The simulator's own time in milliseconds; tests move it forward instead of waiting. */
export const now = () => Date.now() + offset;

export function advance(milliseconds: number): void {
  offset += milliseconds;
}

export function resetClock(): void {
  offset = 0;
}

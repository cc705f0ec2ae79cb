/** A key for one intention; a retry of the same intention carries the same key, so it is done once. */
export const newKey = (): string =>
  crypto.randomUUID?.() ?? [8, 4, 4, 4, 12].map((n) => Array.from({ length: n }, () => random16()).join('')).join('-');

const random16 = (): string => (crypto.getRandomValues(new Uint8Array(1))[0]! & 15).toString(16);

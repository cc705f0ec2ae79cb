/** Which fields of two versions of a draft can be put together without asking, and which can't. */
export interface Merge<K> {
  /** Only the other side has changed these since `base`: theirs holds. */
  take: K[];
  /** Both have, differently: the person has to choose. */
  conflicts: K[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Compares field by field with the version that this page last had from the server. */
export function merge<F extends object>(base: F, mine: F, theirs: F, keys: readonly (keyof F)[]): Merge<keyof F> {
  const differing = keys.filter((key) => !same(mine[key], theirs[key]) && !same(theirs[key], base[key]));
  return {
    take: differing.filter((key) => same(mine[key], base[key])),
    conflicts: differing.filter((key) => !same(mine[key], base[key])),
  };
}

/** What the address of the economy page says: which tab, what is searched for, and the order. */
export const tabs = ['insatser', 'offerter', 'rekvisitioner'] as const;
export type Tab = (typeof tabs)[number];
export const insatsSorts = ['number', 'created', 'status', 'name', 'granted', 'settled', 'remaining', 'contact'] as const;
export type InsatsSort = (typeof insatsSorts)[number];

export interface EconomySearch {
  flik?: Tab;
  q?: string;
  sort?: InsatsSort;
  order?: 'asc' | 'desc';
}

/** Reads the address; what makes no sense is left out. */
export function readEconomySearch(search: Record<string, unknown>): EconomySearch {
  const tab = tabs.find((t) => t === search.flik);
  const sort = insatsSorts.find((s) => s === search.sort);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 100) : '';
  return {
    ...(tab && tab !== 'insatser' ? { flik: tab } : {}),
    ...(q ? { q } : {}),
    ...(sort ? { sort, order: search.order === 'asc' ? 'asc' : 'desc' } : {}),
  };
}

/** "99+" when there are more than the server counts. */
export const countText = (count: number): string => (count >= 100 ? '99+' : String(count));

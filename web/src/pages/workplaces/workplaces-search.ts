/** What the address of "Arbetsplatser och avdelningar" says: what is searched for, which department, open or closed. */
export interface WorkplacesSearch {
  q?: string;
  avdelning?: string;
  visa?: 'stangda';
}

/** Reads the address; what makes no sense is left out. */
export function readWorkplacesSearch({ q, avdelning, visa }: Record<string, unknown>): WorkplacesSearch {
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 100) : '';
  return {
    ...(text ? { q: text } : {}),
    ...(typeof avdelning === 'string' && /^[0-9a-f-]{36}$/.test(avdelning) ? { avdelning } : {}),
    ...(visa === 'stangda' ? { visa } : {}),
  };
}

/** The same as the server is asked. */
export const askedOf = ({ q, avdelning, visa }: WorkplacesSearch) => ({
  ...(q ? { q } : {}),
  ...(avdelning ? { department: avdelning } : {}),
  ...(visa ? { status: 'closed' as const } : {}),
});

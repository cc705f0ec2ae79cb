import { Text, QueryWhole } from './fields.js';
import { kernelProblem } from './problem.js';

/** Keyset paging: `cursor` is where the last page ended, opaque to the client; no total is counted. */
export class PageQuery {
  @Text({ description: 'Fortsätt efter den här markören, från förra svarets `next`.', max: 600, optional: true })
  cursor?: string;

  @QueryWhole({ description: 'Antal rader.', min: 1, max: 100, fallback: 25 })
  limit: number = 25;
}

/** What a cursor holds: the sort it belongs to, the last row's sort value and id. */
export interface Cursor {
  sort: string;
  value: string | number;
  id: string;
}

/** Reads a cursor; one that is broken or belongs to another sort is 422. */
export function decodeCursor(text: string | undefined, sort: string): Cursor | null {
  if (!text) return null;
  try {
    const [cursorSort, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const sane =
      (typeof value === 'string' && value.length <= 400 && value.isWellFormed() && !value.includes('\0')) || Number.isSafeInteger(value);
    if (cursorSort === sort && sane && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return { sort, value: value as string | number, id };
  } catch {
    // falls through to the one answer for a broken cursor
  }
  throw kernelProblem('invalid', { errors: [{ path: 'cursor', code: 'cursor', message: 'Markören gäller inte den här listan.' }] });
}

import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { asProblem } from '../../api/problem';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

interface Props<T> {
  result: UseInfiniteQueryResult<{ pages: { rows: T[]; next: string | null }[] }>;
  /** What the rows are, "insatser". */
  what: string;
  searched: string | undefined;
  /** What else the list is narrowed to: when it changes, it is said how many there are. */
  narrowed?: readonly (string | undefined)[];
  /** What is said when there is nothing at all. */
  empty?: string;
  children: (rows: T[]) => ReactNode;
}

/** What every list needs around its table: fault, nothing found, how many, and "Visa fler". */
export function ListFrame<T>({ result, what, searched, narrowed, empty = `Det finns inga ${what} i perioden.`, children }: Props<T>) {
  const rows = result.data?.pages.flatMap((page) => page.rows);
  const loaded = result.data?.pages.length ?? 0;
  const asked = JSON.stringify([searched, narrowed]);
  const before = useRef({ pages: loaded, asked });
  const box = useRef<HTMLDivElement>(null);
  // While the next answer is on its way the rows of the last one are still shown; they are no news.
  const count = result.isPlaceholderData ? undefined : rows?.length;

  useEffect(() => {
    if (count === undefined) return;
    const { pages, asked: earlier } = before.current;
    before.current = { pages: loaded, asked };
    if (earlier !== asked) announce(count > 0 ? `${count} ${what} visas` : searched ? `Inga ${what} passar till sökningen` : empty);
    else if (loaded > pages && pages > 0) {
      announce(`${count} ${what} visas`);
      const first = count - (result.data!.pages.at(-1)!.rows.length || 1);
      box.current?.querySelectorAll<HTMLElement>('tbody tr, .message')[first]?.querySelector('a')?.focus({ preventScroll: true });
    }
  }, [count, loaded, asked, searched, empty, what, result.data]);

  if (result.isError && !rows)
    return (
      <Notice tone="danger" title={asProblem(result.error).title} live>
        <Button look="secondary" onClick={() => void result.refetch()}>
          Försök igen
        </Button>
      </Notice>
    );
  if (!rows) return <p className="table-empty soft">Hämtar …</p>;
  return (
    <div ref={box} className="card table-card" data-stale={result.isPlaceholderData || undefined}>
      {rows.length > 0 ? children(rows) : <p className="table-empty">{searched ? `Inga ${what} passar till ”${searched}”.` : empty}</p>}
      {result.hasNextPage && (
        <div className="table-more">
          <span className="soft small">{rows.length} visas</span>
          <Button look="secondary" busy={result.isFetchingNextPage} onClick={() => void result.fetchNextPage()}>
            Visa fler
          </Button>
          {result.isFetchNextPageError && <Notice tone="danger" title={asProblem(result.error).title} live />}
        </div>
      )}
    </div>
  );
}

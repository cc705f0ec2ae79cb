import type { Order } from './SortHead';

interface Props<By extends string> {
  columns: readonly { sort: By; label: string }[];
  sorted: { by: By; order: Order };
  onSort: (by: By, order: Order) => void;
}

/** "Sortera efter", for a table that is drawn as cards: its headings, which sort otherwise, are not there then. */
export function SortSelect<By extends string>({ columns, sorted, onSort }: Props<By>) {
  const choices = columns.flatMap(({ sort, label }) => [
    { sort, order: 'asc' as const, text: `${label}, stigande` },
    { sort, order: 'desc' as const, text: `${label}, fallande` },
  ]);
  return (
    <div className="search-field sort-select">
      <label htmlFor="sortera">Sortera efter</label>
      <select
        id="sortera"
        className="input"
        value={`${sorted.by} ${sorted.order}`}
        onChange={(event) => {
          const chosen = choices.find(({ sort, order }) => `${sort} ${order}` === event.target.value)!;
          onSort(chosen.sort, chosen.order);
        }}
      >
        {choices.map(({ sort, order, text }) => (
          <option key={text} value={`${sort} ${order}`}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

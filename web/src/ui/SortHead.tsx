import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';

export type Order = 'asc' | 'desc';

interface Props {
  label: string;
  /** The order the table has by this column; null when another column decides. */
  order: Order | null;
  /** The order of the first press. */
  first?: Order;
  amount?: boolean | undefined;
  onSort: (order: Order) => void;
}

/** A column's heading that sorts: pressed once it sorts, pressed again it turns the order (A41). */
export function SortHead({ label, order, first = 'asc', amount, onSort }: Props) {
  const Icon = order === null ? ChevronsUpDown : order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      className={amount ? 'amount' : undefined}
      aria-sort={order === null ? undefined : order === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" className="sort" onClick={() => onSort(order === null ? first : order === 'asc' ? 'desc' : 'asc')}>
        {label}
        <Icon aria-hidden size={14} />
      </button>
    </th>
  );
}

import { kronor } from '../text/money';
import { Button } from '../ui/Button';
import { fieldId } from '../ui/ErrorSummary';
import { lineOre, type Line } from './line';

interface Props {
  path: string;
  lines: readonly Line[];
  onEdit: (at: number) => void;
  onRemove: (at: number) => void;
}

/** "Kostnader: Logi, 25 000 kr – Ta bort" (A74). */
export function LineList({ path, lines, onEdit, onRemove }: Props) {
  if (lines.length === 0) return <p className="soft">Inga kostnader är tillagda.</p>;
  return (
    <ul role="list" className="line-list" aria-label="Kostnader">
      {lines.map((line, n) => (
        <li key={n}>
          <span>{lineText(line)}</span>
          <span className="line-actions">
            <Button look="quiet" id={fieldId(`${path}.${n}`)} onClick={() => onEdit(n)}>
              Ändra<span className="visually-hidden"> {line.description}</span>
            </Button>
            <Button look="quiet" onClick={() => onRemove(n)}>
              Ta bort<span className="visually-hidden"> {line.description}</span>
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "Logi, 25 000 kr", and the VAT when there is any. */
export const lineText = (line: Line): string =>
  `${line.description}, ${kronor(lineOre(line))}${line.vatOre > 0 ? ` (varav moms ${kronor(line.vatOre)})` : ''}`;

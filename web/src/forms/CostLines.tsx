import { useId, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import type { FieldFault } from '../api/problem';
import { amountText, kronor, kronorOre } from '../text/money';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { fieldId } from '../ui/ErrorSummary';
import { FieldGroup } from '../ui/Field';
import { emptyLine, isBlank, lineOre, readLine, totalOre, type Line, type LineText } from './line';
import { LineEntry } from './LineEntry';
import { LineList } from './LineList';

export interface CostLinesHandle {
  /** Adds what stands half written in the entry; false when it has faults, which are then shown. */
  commit: () => boolean;
}

interface Props {
  ref?: Ref<CostLinesHandle>;
  /** The field's path in the API: budget, or lines. */
  path: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  amountLabel: string;
  totalLabel: string;
  withVat: boolean;
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  /** What the total may be at most, in öre; more is shown in red with the excess. */
  limitOre?: number;
}

/** Cost lines (A66, A74, A75): write one, add it, change it, take it away and regret it; the sum is read out as it changes. */
export function CostLines({ ref, path, label, hint, error, amountLabel, totalLabel, withVat, lines, onChange, limitOre }: Props) {
  const [text, setText] = useState<LineText>(emptyLine);
  const [editing, setEditing] = useState<number | null>(null);
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [removed, setRemoved] = useState<{ line: Line; at: number } | null>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  const totalId = useId();
  const total = totalOre(lines);
  const focusOn = (id: string) => setTimeout(() => document.getElementById(id)?.focus(), 0);
  const entryId = fieldId(path);

  function add(): boolean {
    const read = readLine(text, withVat);
    setFaults(read.faults);
    if (read.faults.length > 0) {
      focusOn(read.faults[0]!.path === 'description' ? entryId : `${entryId}-${read.faults[0]!.path}`);
      return false;
    }
    const { line } = read;
    onChange(editing === null ? [...lines, line] : lines.map((old, n) => (n === editing ? line : old)));
    announce(`${line.description}, ${kronor(lineOre(line))} ${editing === null ? 'har lagts till' : 'har ändrats'}.`);
    setText(emptyLine);
    setEditing(null);
    setRemoved(null);
    return true;
  }

  function edit(at: number) {
    const line = lines[at]!;
    setText({ description: line.description, net: amountText(line.netOre), vat: line.vatOre ? amountText(line.vatOre) : '' });
    setFaults([]);
    setEditing(at);
    focusOn(entryId);
  }

  function remove(at: number) {
    setRemoved({ line: lines[at]!, at });
    onChange(lines.filter((_line, n) => n !== at));
    if (editing === at) setText(emptyLine);
    setEditing(null);
    setTimeout(() => undoButton.current?.focus(), 0);
  }

  function undo() {
    if (!removed) return;
    onChange([...lines.slice(0, removed.at), removed.line, ...lines.slice(removed.at)]);
    announce(`${removed.line.description} är tillbaka.`);
    focusOn(fieldId(`${path}.${removed.at}`));
    setRemoved(null);
  }

  useImperativeHandle(ref, () => ({ commit: () => isBlank(text) || add() }));

  return (
    <FieldGroup id={`${entryId}-grupp`} label={label} hint={hint} error={error}>
      <div className="lines">
        <LineEntry
          id={entryId}
          text={text}
          faults={faults}
          amountLabel={amountLabel}
          withVat={withVat}
          editing={editing !== null}
          onChange={setText}
          onAdd={() => add() && focusOn(entryId)}
          onCancel={() => {
            setText(emptyLine);
            setEditing(null);
            setFaults([]);
          }}
        />
        {removed && (
          <div className="undo">
            <span>
              {removed.line.description}, {kronor(lineOre(removed.line))} togs bort.
            </span>
            <Button ref={undoButton} look="quiet" onClick={undo}>
              Ångra<span className="visually-hidden"> att {removed.line.description} togs bort</span>
            </Button>
          </div>
        )}
        <LineList path={path} lines={lines} onEdit={edit} onRemove={remove} />
        <div className="total" data-over={(limitOre !== undefined && total > limitOre) || undefined}>
          <span id={totalId}>{totalLabel}</span>
          <output aria-live="polite" aria-labelledby={totalId}>
            {kronorOre(total)}
          </output>
        </div>
        {limitOre !== undefined && total > limitOre && (
          <p className="field-error" role="status">
            Summan är {kronorOre(total - limitOre)} högre än det som är möjligt att rekvirera, {kronorOre(limitOre)}.
          </p>
        )}
      </div>
    </FieldGroup>
  );
}

import type { Schemas } from '../../api/client';

const outcomes = { moves: 'Flyttas', same: 'Är redan där', refused: 'Flyttas inte' } as const;
const names = (all: string[]): string => all.join(', ') || 'ingen avdelning';

/** What a move changes, workplace by workplace. */
export function MovePreview({ preview: { rows, moves } }: { preview: Schemas['MovePreview'] }) {
  return (
    <section className="stack" aria-labelledby="flytten">
      <h3 id="flytten">
        {moves} av {rows.length} flyttas
      </h3>
      <ul role="list" className="rows">
        {rows.map(({ id, name, before, after, outcome, why }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              <span className="small soft block">
                {outcome === 'moves' ? `Från ${names(before)} till ${names(after)}` : (why ?? `Hör till ${names(before)}`)}
              </span>
            </span>
            <span className="badge" data-tone={outcome === 'moves' ? 'success' : outcome === 'same' ? 'neutral' : 'warning'}>
              {outcomes[outcome]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

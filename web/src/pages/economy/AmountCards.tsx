import type { Schemas } from '../../api/client';
import { kronor } from '../../text/money';

const cards = [
  { key: 'reservedOre', label: 'Reserverat belopp', help: 'Beviljat till era insatser och godkända offerter, men ännu inte avräknat.' },
  { key: 'settledOre', label: 'Avräknat belopp', help: 'Det som räknats av hittills: godkända rekvisitioner och genomförda offerter.' },
  { key: 'remainingOre', label: 'Kvar att utnyttja', help: 'Det som finns kvar att bevilja till nya insatser.' },
  { key: 'allottedOre', label: 'Totalt tilldelade medel', help: 'Det ni har tilldelats för avtalsperioden. Summan av de tre andra.' },
] as const;

/** The four amounts of a period with their help texts (A38), and the same as one bar. */
export function AmountCards({ amounts, compact }: { amounts: Schemas['CardsView']; compact?: boolean }) {
  return (
    <div className="amounts">
      <dl className="amount-cards">
        {cards.map(({ key, label, help }) => (
          <div key={key} className="amount-card" data-part={key}>
            <dt>{label}</dt>
            <dd className="num">{kronor(amounts[key])}</dd>
            {!compact && <dd className="amount-help">{help}</dd>}
          </div>
        ))}
      </dl>
      <AmountBar amounts={amounts} />
    </div>
  );
}

/** How the allotted money is divided; the figures stand in the cards, so it is only drawn. */
function AmountBar({ amounts }: { amounts: Schemas['CardsView'] }) {
  if (amounts.allottedOre <= 0) return null;
  const share = (ore: number) => `${Math.max(0, Math.min(100, (ore / amounts.allottedOre) * 100))}%`;
  return (
    <div className="amount-bar" aria-hidden>
      <span data-part="settledOre" style={{ inlineSize: share(amounts.settledOre) }} />
      <span data-part="reservedOre" style={{ inlineSize: share(amounts.reservedOre) }} />
    </div>
  );
}

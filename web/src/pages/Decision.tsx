import type { Schemas } from '../api/client';
import { momentText } from '../text/dates';
import { kronor } from '../text/money';
import { Notice } from '../ui/Notice';

const words: Record<string, string> = { godkand: 'Godkänd', delvis_godkand: 'Delvis godkänd', ej_godkand: 'Ej godkänd' };

/** What the fund decided, when, and why. */
export function Decision({ decision }: { decision: Schemas['DecisionView'] }) {
  const refused = decision.outcome === 'ej_godkand';
  const tone = refused ? 'danger' : decision.outcome === 'delvis_godkand' ? 'warning' : 'success';
  return (
    <Notice tone={tone} title={`${words[decision.outcome] ?? 'Avgjord'} ${momentText(decision.decidedAt)}`}>
      {!refused && <p>Beviljat belopp: {kronor(decision.grantedOre)}</p>}
      {decision.motivation && <p className="keep-lines">{decision.motivation}</p>}
    </Notice>
  );
}

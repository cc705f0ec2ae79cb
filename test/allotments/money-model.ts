/** The money rules of §9 as a model of a few lines: what each command must answer, and what the books must say afterwards. All amounts in öre. */

export interface ModelRequisition {
  readonly id: string;
  readonly claimed: number;
  readonly final: boolean;
  status: 'inskickad' | 'godkand' | 'delvis_godkand' | 'ej_godkand';
  approved: number;
}

export class ModelInsats {
  status: 'registreras' | 'godkand' | 'ej_godkand' | 'avslutad' = 'registreras';
  granted = 0;
  released = 0;
  /** Drawn from the accepted offers. */
  drawn = 0;
  readonly requisitions: ModelRequisition[] = [];

  constructor(
    readonly id: string,
    readonly supplier: 'self' | 'fund',
    /** Accepted offers, gross. */
    readonly offers: number,
  ) {}

  get pending(): number {
    return sum(this.requisitions.filter((r) => r.status === 'inskickad').map((r) => r.claimed));
  }
  get settledRequisitions(): number {
    return sum(this.requisitions.map((r) => r.approved));
  }
  get settled(): number {
    return this.settledRequisitions + this.drawn;
  }
  /** Kvar att utnyttja (§9.2). */
  get remaining(): number {
    return this.granted - this.released + this.offers - this.settled;
  }
  /** Möjligt att rekvirera (§9.2). */
  get requisitionable(): number {
    return Math.max(0, this.granted - this.released - this.settledRequisitions - this.pending);
  }
  get hasFinal(): boolean {
    return this.requisitions.some((r) => r.final && r.status !== 'ej_godkand');
  }
}

/** A command with its amounts; `approve` of an insats whose supplier is the fund has none. */
export type Command =
  | { verb: 'approve'; insats: ModelInsats; ore: number | null }
  | { verb: 'reject'; insats: ModelInsats }
  | { verb: 'submit'; insats: ModelInsats; ore: number; final: boolean; id: string }
  | { verb: 'settle'; insats: ModelInsats; requisition: ModelRequisition; ore: number }
  | { verb: 'refuse'; insats: ModelInsats; requisition: ModelRequisition };

export class ModelAllotment {
  readonly insatser: ModelInsats[] = [];

  constructor(readonly allotted: number) {}

  /** Card Reserverat belopp. */
  get outstanding(): number {
    return sum(this.insatser.map((i) => i.remaining));
  }
  /** Card Avräknat belopp. */
  get settled(): number {
    return sum(this.insatser.map((i) => i.settled));
  }
  /** Card Kvar att utnyttja. */
  get available(): number {
    return this.allotted - this.outstanding - this.settled;
  }

  /** Carries the command out, or gives the problem code it must be refused with and changes nothing. */
  attempt(command: Command): string | null {
    switch (command.verb) {
      case 'approve':
        return this.approve(command.insats, command.ore);
      case 'reject':
        return reject(command.insats);
      case 'submit':
        return submit(command.insats, command);
      case 'settle':
        return settle(command.insats, command.requisition, command.ore);
      case 'refuse':
        return refuse(command.requisition);
    }
  }

  private approve(insats: ModelInsats, ore: number | null): string | null {
    if (insats.status !== 'registreras') return 'portal/invalid-transition';
    if (insats.supplier === 'fund') {
      if (ore !== null) return 'insatser/grant-not-for-fund-supplier';
      if (insats.offers === 0) return 'insatser/offer-missing';
    } else {
      if (ore === null) return 'insatser/grant-missing';
      if (ore > this.available) return 'allotments/insufficient';
      insats.granted = ore;
    }
    insats.status = 'godkand';
    return null;
  }
}

function reject(insats: ModelInsats): string | null {
  if (insats.status !== 'registreras') return 'portal/invalid-transition';
  if (insats.offers > insats.drawn) return 'insatser/offer-active';
  insats.status = 'ej_godkand';
  return null;
}

function submit(insats: ModelInsats, { id, ore, final }: { id: string; ore: number; final: boolean }): string | null {
  if (insats.status !== 'godkand' && insats.status !== 'avslutad') return 'insatser/not-approved';
  if (insats.supplier === 'fund') return 'insatser/fund-is-supplier';
  if (insats.hasFinal) return 'insatser/final-exists';
  if (insats.status === 'avslutad' || insats.requisitionable === 0) return 'insatser/nothing-left';
  if (ore > insats.requisitionable) return 'insatser/over-requisitionable';
  insats.requisitions.push({ id, claimed: ore, final, status: 'inskickad', approved: 0 });
  return null;
}

function settle(insats: ModelInsats, requisition: ModelRequisition, ore: number): string | null {
  if (requisition.status !== 'inskickad') return 'portal/invalid-transition';
  if (ore > requisition.claimed) return 'requisitions/approved-more-than-claimed';
  if (ore === 0) return 'requisitions/nothing-approved';
  if (requisition.final && insats.pending > requisition.claimed) return 'insatser/other-requisitions-pending';
  requisition.status = ore === requisition.claimed ? 'godkand' : 'delvis_godkand';
  requisition.approved = ore;
  if (!requisition.final) return null;
  insats.released += insats.requisitionable;
  if (insats.offers === insats.drawn) insats.status = 'avslutad';
  return null;
}

function refuse(requisition: ModelRequisition): string | null {
  if (requisition.status !== 'inskickad') return 'portal/invalid-transition';
  requisition.status = 'ej_godkand';
  return null;
}

const ORDER: Command['verb'][] = ['refuse', 'settle', 'reject', 'approve', 'submit'];
const rank = (command: Command): number => ORDER.indexOf(command.verb) + (command.verb === 'submit' && command.final ? 1 : 0);

/** Carries out what was done at the same moment, in an order in which the model allows it; gives what no order explains. */
export function unexplained(model: ModelAllotment, done: readonly Command[]): Command[] {
  let left = done.toSorted((a, b) => rank(a) - rank(b));
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    left = left.filter((command) => model.attempt(command) !== null);
  }
  return left;
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

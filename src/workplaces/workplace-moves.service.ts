import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { canonicalJson, sha256 } from '../kernel/canonical.js';
import { Db, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { CompanyTurn } from './company-turn.service.js';
import type { ConfirmedMove, MovePreview, MoveRow, WorkplaceMove } from './move.dto.js';
import { reachOf } from './reach.js';
import type { WorkplaceView } from './workplace.dto.js';
import { type Chosen, WorkplaceLinks } from './workplace-links.service.js';
import { WorkplacePages } from './workplace-pages.service.js';
import { workplaceProblem } from './workplaces.problems.js';

/** Many workplaces to other departments at once (F16): first shown row by row, then done exactly as shown, or not at all. */
@Injectable()
export class WorkplaceMoves {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly turn: CompanyTurn,
    private readonly pages: WorkplacePages,
    private readonly links: WorkplaceLinks,
  ) {}

  /** What the move would do. Nothing is stored. */
  preview({ idempotency: _unused, ...actor }: Actor, wanted: WorkplaceMove): Promise<MovePreview> {
    return this.db.tx(actor, (tx) => this.plan(tx, actor, wanted));
  }

  /** Does what the preview showed. 409 `workplaces/preview-changed` when anything in it is not so any more, `workplaces/nothing-to-move`. */
  move(actor: Actor, { preview, ...wanted }: ConfirmedMove): Promise<MovePreview> {
    return this.db.tx(actor, async (tx) => {
      const plan = await this.plan(tx, actor, wanted);
      if (plan.preview !== preview) throw workplaceProblem('preview-changed');
      if (plan.moves === 0) throw workplaceProblem('nothing-to-move');
      const ids = plan.rows.filter(({ outcome }) => outcome === 'moves').map(({ id }) => id);
      await this.links.put(tx, actor, ids, wanted.departmentIds);
      await tx.em.query('update workplace set version = version + 1 where id = any($1::uuid[])', [ids]);
      await this.events.append(tx, {
        organizationId: actor.organizationId!,
        verb: 'workplace.move',
        subjectType: 'organization',
        subjectId: actor.organizationId!,
        facts: { workplaces: ids, departments: wanted.departmentIds },
      });
      return plan;
    });
  }

  private async plan(tx: Tx, actor: Actor, { workplaceIds, departmentIds }: WorkplaceMove): Promise<MovePreview> {
    await this.turn.takeActivated(tx, actor);
    const chosen = await this.links.choose(tx, actor, true, departmentIds);
    const workplaces = await this.pages.some(tx, actor, workplaceIds);
    const bound = reachOf(actor) !== null;
    const rows = workplaces.map((workplace) => judge(workplace, chosen, bound));
    const seen = workplaces.map(({ version }, n) => ({ version, row: rows[n] }));
    return {
      rows,
      moves: rows.filter(({ outcome }) => outcome === 'moves').length,
      preview: sha256(canonicalJson({ seen, departmentIds })),
    };
  }
}

function judge({ id, name, active, departments }: WorkplaceView, chosen: readonly Chosen[], bound: boolean): MoveRow {
  const before = departments.map((one) => one.name);
  const kept = departments.filter(({ isOwn }) => !isOwn).map((one) => one.name);
  const after = [...kept, ...chosen.map((one) => one.name)];
  const row = { id, name, before };
  if (!active) return { ...row, after: before, outcome: 'refused', why: workplaceProblem.title('closed') };
  if (bound && chosen.length === 0)
    return { ...row, after: before, outcome: 'refused', why: workplaceProblem.title('own-department-needed') };
  const own = departments.filter(({ isOwn }) => isOwn).map((one) => one.id);
  const same = own.length === chosen.length && chosen.every((one) => own.includes(one.id));
  return { ...row, after, outcome: same ? 'same' : 'moves', why: null };
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { action, type Refusal } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import { reachOf } from './reach.js';
import type { WorkplaceFilter, WorkplacePage, WorkplaceView } from './workplace.dto.js';
import { workplaceProblem } from './workplaces.problems.js';
import { SOME_WORKPLACES, WORKPLACE_PAGE } from './workplaces.queries.js';

type Row = Omit<WorkplaceView, 'actions'>;
type Page = Omit<WorkplacePage, 'rows'> & { rows: Row[] };

/** Every read of workplaces. Those outside an Avdelningsadministratör's departments do not exist for him or her. */
@Injectable()
export class WorkplacePages {
  constructor(private readonly db: Db) {}

  /** A page of the company's workplaces, or of one department's. */
  async list(actor: Actor, { q, department, status = 'open', cursor, limit }: WorkplaceFilter): Promise<WorkplacePage> {
    const [after, words] = [decodeCursor(cursor, 'workplaces'), q ? searchPatterns(q) : []];
    const values = [
      actor.organizationId,
      reachOf(actor),
      department ?? null,
      status === 'open',
      words.length ? words : null,
      limit,
      after && String(after.value),
      after?.id ?? null,
    ];
    const page = await this.db.read<Page>(actor, 'workplaces', WORKPLACE_PAGE, values);
    return { ...page, rows: page.rows.map(present) };
  }

  /** Some workplaces in a running transaction, in Swedish order; 404 when the actor does not reach all of them. */
  async some(tx: Tx, actor: Actor, ids: readonly string[]): Promise<WorkplaceView[]> {
    const rows = await readIn<Row[]>(tx, SOME_WORKPLACES, [actor.organizationId, reachOf(actor), ids]);
    if (rows.length !== new Set(ids.map((id) => id.toLowerCase())).size) throw kernelProblem('not-found');
    return rows.map(present);
  }

  /** One of them. */
  async one(tx: Tx, actor: Actor, id: string): Promise<WorkplaceView> {
    return (await this.some(tx, actor, [id]))[0]!;
  }
}

function present(row: Row): WorkplaceView {
  if (!row.active) return { ...row, actions: [action('reopen', 'Öppna arbetsplatsen igen', sharedRefusal(row))] };
  return { ...row, actions: [action('close', 'Stäng arbetsplatsen', closingRefusal(row))] };
}

/** Why a workplace can't be closed; null when it can. */
export function closingRefusal(workplace: Pick<WorkplaceView, 'isDefault' | 'departments'>): Refusal | null {
  return workplace.isDefault ? refusal('default') : sharedRefusal(workplace);
}

/** Why it can't be given another name or address or be opened again: others' departments have it too; null when it can. */
export const sharedRefusal = ({ departments }: Pick<WorkplaceView, 'departments'>): Refusal | null =>
  departments.some(({ isOwn }) => !isOwn) ? refusal('shared') : null;

const refusal = (code: 'default' | 'shared'): Refusal => ({ code: workplaceProblem.code(code), title: workplaceProblem.title(code) });

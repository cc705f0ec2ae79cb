import { Injectable } from '@nestjs/common';
import { Periods, allotmentProblem } from '../allotments/index.js';
import type { Actor } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, type Tx } from '../kernel/db.js';
import { sumOre } from '../kernel/money.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchText } from '../kernel/sql.js';
import { lock, save } from '../kernel/transitions.js';
import { Memberships } from '../memberships/index.js';
import type { CreateInsats, InsatsForm, InsatsView } from './insats.dto.js';
import { Insats } from './insats.entity.js';
import { sees } from './insats.policy.js';
import { insatsProblem } from './insats.problems.js';
import { InsatsPages } from './insats-pages.service.js';

/** Drafts: created, saved again and again, thrown away. Nobody at the fund can read them (eget utrymme, §5.4). */
@Injectable()
export class InsatsDrafts {
  constructor(
    private readonly db: Db,
    private readonly periods: Periods,
    private readonly memberships: Memberships,
    private readonly events: EventLog,
    private readonly pages: InsatsPages,
  ) {}

  /** A new, empty draft in an open period (M1, A45); 409 `allotments/period-closed`. */
  create(actor: Actor, { period: code }: CreateInsats): Promise<InsatsView> {
    return this.db.tx(actor, async (tx) => {
      const period = await this.periods.byCode(tx, code);
      if (!period.open) throw allotmentProblem('period-closed');
      const [draft] = await tx.em.query<[{ id: string }]>(
        `insert into insats (organization_id, period_id, contact_person_id, contact_name, responsible_person_id, created_on, created_by)
         values ($1, $2, $3, $4, $3, $5, $3) returning id`,
        [actor.organizationId, period.id, actor.personId, actor.name, stockholmDate(tx.now)],
      );
      return this.pages.viewIn(tx, actor, draft.id);
    });
  }

  /** Saves the form as it stands (autosave); 412 when somebody saved in between, 409 `insatser/not-draft` after submission. */
  edit(actor: Actor, id: string, version: number, form: InsatsForm): Promise<InsatsView> {
    return this.db.tx(actor, async (tx) => {
      const { responsiblePersonId: personId } = form;
      if (personId) await this.memberships.hold(tx, actor.organizationId!, { personId });
      const insats = await this.ownDraft(tx, actor, id);
      assertVersion(insats, version);
      await this.assertResponsible(tx, actor, form.responsiblePersonId, insats.responsiblePersonId);
      Object.assign(insats, form);
      insats.budget = form.budget.map(({ description, netOre, vatOre }) => ({ description, netOre, vatOre }));
      insats.appliedOre = sumOre(form.budget.flatMap((line) => [line.netOre, line.vatOre]));
      insats.searchText = searchText(form.name, insats.contactName);
      insats.updatedAt = tx.now;
      await save(tx, Insats, insats);
      return this.pages.viewIn(tx, actor, id);
    });
  }

  /** Throws the draft away for good (M2); that it was done, and by whom, stays in the audit trail. */
  remove(actor: Actor, id: string): Promise<null> {
    return this.db.tx(actor, async (tx) => {
      const { organizationId } = await this.ownDraft(tx, actor, id);
      await tx.em.delete(Insats, { id });
      await this.events.append(tx, { organizationId, verb: 'insats.discard', subjectType: 'insats', subjectId: id });
      return null;
    });
  }

  private async ownDraft(tx: Tx, actor: Actor, id: string): Promise<Insats> {
    const insats = await lock(tx, Insats, id);
    if (!insats || !sees(actor, insats)) throw kernelProblem('not-found');
    if (insats.status !== 'utkast') throw insatsProblem('not-draft');
    return insats;
  }

  private async assertResponsible(tx: Tx, actor: Actor, wanted: string | null, current: string | null): Promise<void> {
    if (wanted === null || wanted === current) return;
    if (!(await this.memberships.contactOf(tx, wanted, actor.organizationId!))) throw insatsProblem('responsible-not-member');
  }
}

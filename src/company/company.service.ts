import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import type { OwnCompany, OnboardingChange, OnboardingView } from './company.dto.js';
import { COMPANY, ONBOARDING } from './company.queries.js';

/** What a building company sees of itself: its region, and the checklist of what to do first (B21). */
@Injectable()
export class CompanyPages {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
  ) {}

  /** The company that is acted for, with its region. */
  view(actor: Actor): Promise<OwnCompany> {
    return this.db.read(actor, 'company', COMPANY, [actor.organizationId]);
  }

  /** Each step, ticked by what is really there. */
  onboarding(actor: Actor): Promise<OnboardingView> {
    return this.db.read(actor, 'onboarding', ONBOARDING, [actor.organizationId]);
  }

  /** Hides the checklist for the whole company, or brings it back. */
  hide(actor: Actor, { hidden }: OnboardingChange): Promise<OnboardingView> {
    const organizationId = actor.organizationId!;
    return this.db.tx(actor, async (tx) => {
      const before = await readIn<OnboardingView>(tx, ONBOARDING, [organizationId]);
      if (before.hidden !== hidden) {
        if (hidden)
          await tx.em.query('insert into onboarding_hiding (organization_id, hidden_by) values ($1, $2) on conflict do nothing', [
            organizationId,
            actor.personId,
          ]);
        else await tx.em.query('delete from onboarding_hiding where organization_id = $1', [organizationId]);
        const subject = { subjectType: 'organization', subjectId: organizationId };
        await this.events.append(tx, { organizationId, verb: `onboarding.${hidden ? 'hide' : 'show'}`, ...subject });
      }
      return { items: before.items, hidden };
    });
  }
}

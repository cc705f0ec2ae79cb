import { TODAY } from '../kernel/sql.js';

/** The tabs, oldest first; the current one is the latest that has begun (A37). `p` is the chosen period. */
export const PERIODS = `(select json_agg(json_build_object('id', id, 'code', code, 'startsOn', starts_on, 'endsOn', ends_on,
    'lastRequisitionOn', last_requisition_on, 'open', ${TODAY} between registration_opens_on and registration_closes_on,
    'current', starts_on = (select max(starts_on) from agreement_period where starts_on <= ${TODAY})) order by starts_on) from agreement_period)`;

/** The period named by `code`, or the current one when it is null. One row or none. */
export const chosenPeriod = (code: string): string => `(select id, code from agreement_period
    where case when ${code}::text is null then starts_on <= ${TODAY} else code = ${code} end order by starts_on desc limit 1)`;

/** The four cards (A38, §9.2); zero when nothing is allotted. */
export const cards = (organizationId: string, periodId: string): string => `(select json_build_object(
    'reservedOre', coalesce(sum(outstanding_ore), 0), 'settledOre', coalesce(sum(settled_ore), 0),
    'remainingOre', coalesce(sum(allotted_ore - outstanding_ore - settled_ore), 0), 'allottedOre', coalesce(sum(allotted_ore), 0))
  from allotment where organization_id = ${organizationId} and period_id = ${periodId})`;

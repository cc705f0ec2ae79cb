import type { CompanyRole } from '../kernel/access.js';
import type { OnboardingStep } from './company.dto.js';

/** $1 the organisation. */
export const COMPANY = `select json_build_object('name', o.name, 'region',
    case when r.code is not null then json_build_object('code', r.code, 'name', r.name, 'email', r.email, 'phone', r.phone) end)
  from organization o left join region r on r.code = o.region_code where o.id = $1`;

const held = (role: CompanyRole): string => `exists (select from membership m join role_grant g on g.membership_id = m.id
  where m.organization_id = $1 and m.status = 'active' and g.role = '${role}' and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))`;

const steps: Readonly<Record<OnboardingStep, string>> = {
  anvandare: `(select count(*) > 1 from membership m where m.organization_id = $1 and m.status = 'active')`,
  yrkesutbildningsansvarig: held('yrkesutbildningsansvarig'),
  handledare: held('handledare'),
  bestallningsgodkannare: held('bestallningsgodkannare'),
  // Huvudkontoret is there from the start: its address, or another workplace, is what somebody has done about it.
  arbetsplatser: `exists (select from workplace w where w.organization_id = $1 and w.active and (not w.is_default or w.street is not null))`,
};
const items = Object.entries(steps).map(([step, done]) => `json_build_object('step', '${step}', 'done', ${done})`);

/** The checklist of a new company, each step by what is there. $1 the organisation. */
export const ONBOARDING = `json_build_object('hidden', exists (select from onboarding_hiding h where h.organization_id = $1),
  'items', json_build_array(${items.join(', ')}))`;

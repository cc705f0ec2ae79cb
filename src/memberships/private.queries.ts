import { roleLabels } from '../kernel/access.js';
import { orgNumber, statusLabel, stockholmDay } from '../kernel/sql.js';

const VALID = `g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())`;
const ROLE = `json_build_object('code', g.role, 'label', ${statusLabel('g.role', roleLabels)})`;

/** What "Min sida" shows of a person ($1): the names as the e-ID gave them, and where he or she belongs. */
export const PRIVATE_PAGE = `select json_build_object('name', p.display_name, 'givenName', p.given_name, 'surname', p.surname,
    'memberships', coalesce((select json_agg(json_build_object('organization', o.name, 'orgNumber', ${orgNumber('o.org_number')}, 'title', m.title,
        'status', m.status, 'email', m.email, 'phone', m.phone, 'since', ${stockholmDay('m.created_at')},
        'roles', coalesce((select json_agg(${ROLE} order by g.role) from role_grant g where g.membership_id = m.id and ${VALID}), '[]'))
        order by o.name collate "sv-x-icu", o.id)
      from membership m join organization o on o.id = m.organization_id where m.person_id = p.id and m.status <> 'ended'), '[]'),
    'staffRoles', coalesce((select json_agg(${ROLE} order by g.role) from staff_grant g where g.person_id = p.id and ${VALID}), '[]'))
  from person p where p.id = $1`;

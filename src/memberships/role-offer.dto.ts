import { type GrantableRole, grantableRoles } from '../kernel/access.js';
import { Choice, Flag, Id, ListOf, RealDate, Text } from '../kernel/fields.js';

export class DepartmentChoice {
  @Id({ description: 'Avdelningens id.' })
  id: string;

  @Text({ description: 'Avdelningens namn.', max: 100, example: 'Mark' })
  name: string;

  @RealDate({ description: 'Sista dagen som rollen får ges där; null när den får ges tills vidare.', nullable: true })
  lastDay: string | null;
}

/** A role that the one who asks may give, and where. */
export class RoleOffer {
  @Choice({ description: 'Rollens kod.', of: grantableRoles })
  role: GrantableRole;

  @Text({ description: 'Rollens namn.', max: 60, example: 'Handledare' })
  label: string;

  @Flag({ description: 'Får rollen ges för hela organisationen?' })
  wholeOrganization: boolean;

  @RealDate({ description: 'Sista dagen som den får ges för hela organisationen; null när den får ges tills vidare.', nullable: true })
  lastDay: string | null;

  @ListOf(() => DepartmentChoice, { description: 'Avdelningarna som rollen får ges i.', max: 1000 })
  departments: DepartmentChoice[];
}

/** What one may give and invite to, and whom one sees: the one source of what the pages offer. */
export class RoleOffers {
  @ListOf(() => RoleOffer, { description: 'Rollerna, i den ordning de visas.', max: grantableRoles.length })
  roles: RoleOffer[];

  @Choice({
    description: 'Vilka användare som syns: alla, de i egna avdelningar, handledarna, eller båda de senare.',
    of: ['everybody', 'departments', 'supervisors', 'departments-and-supervisors'],
  })
  reach: 'everybody' | 'departments' | 'supervisors' | 'departments-and-supervisors';
}

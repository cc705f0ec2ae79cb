import { RealDate, Choice, ListOf, Text } from '../kernel/fields.js';
import { RoleView } from './session.dto.js';

export class OwnMembership {
  @Text({ description: 'Organisationens namn.', max: 200, example: 'Stockholms stad' })
  organization: string;

  @Text({ description: 'Organisationsnummer.', max: 11, example: '212000-0142' })
  orgNumber: string;

  @Text({ description: 'Personens titel hos organisationen.', max: 100, example: 'HR-chef' })
  title: string;

  @Choice({ description: 'Om personen kan representera organisationen just nu.', of: ['active', 'suspended'] })
  status: string;

  @Text({ description: 'E-postadressen som organisationen har.', max: 254 })
  email: string;

  @Text({ description: 'Telefonnumret som organisationen har.', max: 40, nullable: true })
  phone: string | null;

  @ListOf(() => RoleView, { description: 'Personens behörigheter hos organisationen just nu.', max: 20 })
  roles: RoleView[];

  @RealDate({ description: 'Sedan när.' })
  since: string;
}

/** "Min sida" of somebody who came in by the private entrance: information about oneself, no right to act. */
export class PrivatePage {
  @Text({ description: 'Namnet som det visas.', max: 200, example: 'Anni Widdersjö' })
  name: string;

  @Text({ description: 'Förnamn enligt e-legitimationen.', max: 200 })
  givenName: string;

  @Text({ description: 'Efternamn enligt e-legitimationen.', max: 200 })
  surname: string;

  @ListOf(() => OwnMembership, { description: 'Organisationerna som personen hör till, i bokstavsordning.', max: 100_000 })
  memberships: OwnMembership[];

  @ListOf(() => RoleView, { description: 'Personens roller hos fonden.', max: 20 })
  staffRoles: RoleView[];
}

import { companyRoles, type CompanyRole } from '../kernel/access.js';
import { ActionView } from '../kernel/action.dto.js';
import { Choice, Choices, Id, Instant, ListOf, Nested, Text, Whole } from '../kernel/fields.js';
import { RoleView } from '../memberships/index.js';
import { RegionView } from '../organizations/index.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';

/** "Koppla företag" (B13, B14): the region, the company's number and what the person is to do there. */
export class ApplyForConnection {
  @Text({ description: 'BYN-regionens kod.', min: 2, max: 30, pattern: /^[a-z_]+$/, example: 'stockholm' })
  regionCode: string;

  @Text({ description: 'Företagets organisationsnummer.', min: 10, max: 20, example: '556016-0680' })
  orgNumber: string;

  @Choices({ description: 'Roller som önskas; regionen avgör.', of: companyRoles, min: 1, example: ['foretagsadministrator'] })
  wantedRoles: CompanyRole[];

  @Text({ description: 'Meddelande till regionen.', max: 2000, example: '' })
  message: string;
}

/** An answer to the region's question. */
export class AnswerQuestion {
  @Text({ description: 'Svaret.', min: 2, max: 2000, example: 'Jag är anställd som platschef sedan 2021.' })
  answer: string;
}

/** One step of the application's history. */
export class ConnectionStep {
  @Instant({ description: 'När.' })
  at: string;

  @Text({ description: 'Vad som hände: apply, take, transfer, ask, answer, connect, reject, withdraw, expire.', max: 20, example: 'ask' })
  verb: string;

  @Text({ description: 'Statusen efteråt, på svenska.', max: 40 })
  statusLabel: string;

  @Text({ description: 'Frågan, svaret eller motiveringen, och om beskedet gavs på annat sätt än med e-post; annars tom.', max: 2100 })
  note: string;
}

/** An application as the person who made it sees it. */
export class ConnectionRequestView {
  @Id({ description: 'Ansökans id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 12, example: '9-2600001' })
  number: string;

  @Nested(() => RegionView, { description: 'Regionen som handlägger.' })
  region: RegionView;

  @Text({ description: 'Organisationsnumret som angavs.', max: 11, example: '556016-0680' })
  orgNumber: string;

  @ListOf(() => RoleView, { description: 'Rollerna som önskades.', max: 5 })
  wantedRoles: RoleView[];

  @Text({ description: 'Meddelandet till regionen.', max: 2000 })
  message: string;

  @Choice({ description: 'Status.', of: Object.keys(connectionRequestLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40, example: 'Under handläggning' })
  statusLabel: string;

  @Text({ description: 'Regionens motivering till ett avslag; annars tom.', max: 2000 })
  reason: string;

  @Text({ description: 'Företagets namn när personen är kopplad; annars null.', max: 200, nullable: true })
  companyName: string | null;

  @Instant({ description: 'När ansökan kom in.' })
  createdAt: string;

  @ListOf(() => ConnectionStep, { description: 'Vad som har hänt, äldst först.', max: 1000 })
  history: ConnectionStep[];

  @ListOf(() => ActionView, { description: 'Vad personen kan göra nu.', max: 20 })
  actions: ActionView[];

  @Whole({ description: 'Version.', min: 1, max: 2_000_000_000 })
  version: number;
}

export class ConnectionRequestList {
  @ListOf(() => ConnectionRequestView, { description: 'Personens ansökningar, nyast först.', max: 100 })
  rows: ConnectionRequestView[];
}

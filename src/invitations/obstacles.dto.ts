import { ListOf, RealDate, Text } from '../kernel/fields.js';

export class SuspendedAt {
  @Text({ description: 'Organisationen som har stängt av personen.', max: 200, example: 'Stockholms stad' })
  organization: string;
}

export class UnconfirmedAt {
  @Text({ description: 'Organisationen vars inbjudan personen har signerat.', max: 200, example: 'Stockholms stad' })
  organization: string;

  @RealDate({ description: 'Sista dagen för en administratör att bekräfta signeringen.' })
  confirmThrough: string;
}

/** Why a person who is known to an organisation can't act for it right now (A10). */
export class Obstacles {
  @ListOf(() => SuspendedAt, { description: 'Organisationer som har stängt av personen, i bokstavsordning.', max: 100_000 })
  suspended: SuspendedAt[];

  @ListOf(() => UnconfirmedAt, { description: 'Inbjudningar som personen har signerat och som väntar på en administratör.', max: 100_000 })
  unconfirmed: UnconfirmedAt[];
}

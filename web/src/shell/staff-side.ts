import type { Schemas } from '../api/client';

type Roles = readonly Pick<Schemas['RoleView'], 'code'>[];

const parties = ['part_ag', 'part_at'];
const ofTheBoard = new Set<string>(['regionhandlaggare', 'kansli', ...parties]);

/** Is this one of the two parties of a region? */
export const isParty = (roles: Roles): boolean => roles.some(({ code }) => parties.includes(code));

/** Whom somebody of the operators' staff works for: the fund, the training board, or both; as it is written in the middle of a sentence, and in short. */
export function staffSide(roles: Roles): { employer: string; desk: string; short: string } {
  const board = roles.some(({ code }) => ofTheBoard.has(code));
  if (!board) return { employer: 'fonden', desk: 'Fondens handläggning', short: 'fonden' };
  if (roles.every(({ code }) => ofTheBoard.has(code)))
    return { employer: 'yrkesnämnden', desk: 'Yrkesnämndens handläggning', short: 'BYN' };
  return { employer: 'fonden och yrkesnämnden', desk: 'Fondens och yrkesnämndens handläggning', short: 'fonden och BYN' };
}

import type { Application } from '../setup/application.js';
import type { MemberRole, TestOrganization } from '../setup/world.js';
import { type Insider, type UserDesk, wish } from './users.js';

/** Two of an organisation who administer it by the same role. */
export interface Pair {
  organization: TestOrganization;
  a: Insider;
  b: Insider;
}

/** How many active members hold a role for good. */
export const holders = (on: Application, { id }: TestOrganization, role: MemberRole): Promise<number> =>
  on.world.as<number>(
    `select count(*)::int from membership m where m.organization_id = $1 and m.status = 'active' and holds_for_good(m.id, $2)`,
    [id, role],
  );

/** Lets each pair remove each other at the same moment, twenty rounds, and brings the loser back; gives what went otherwise than one success. */
export async function removeEachOther(on: Application, desk: UserDesk, pairs: readonly Pair[], role: MemberRole): Promise<unknown[]> {
  const versions = new Map<string, number>();
  const version = ({ id }: Insider) => ({ 'if-match': `"${versions.get(id) ?? 1}"` });
  const bump = ({ id }: Insider) => versions.set(id, (versions.get(id) ?? 1) + 1);
  const send = (
    who: Insider,
    method: 'POST' | 'PUT' | 'DELETE',
    whom: Insider,
    what: string,
    body?: unknown,
  ): ReturnType<UserDesk['change']> => on.cases.send(who.session, method, `/users/${whom.id}/${what}`, body, version(whom));
  const ways: ((who: Insider, whom: Insider) => ReturnType<UserDesk['change']>)[] = [
    (who, whom) => send(who, 'POST', whom, 'suspension'),
    (who, whom) => send(who, 'PUT', whom, 'permissions', { permissions: [] }),
  ];
  const odd: unknown[] = [];
  await Promise.all(
    pairs.map(async ({ a, b }) => {
      for (let round = 0; round < 20; round++) {
        const way = ways[round % 2]!;
        const answers = await Promise.all([way(a, b), way(b, a)]);
        const won = answers.map(({ status }) => status === 200);
        if (won[0] === won[1]) return void odd.push(answers.map(({ status, body }) => [status, body.code]));
        const [winner, loser] = won[0] ? [a, b] : [b, a];
        bump(loser);
        const back =
          round % 2 === 0
            ? await send(winner, 'DELETE', loser, 'suspension')
            : await send(winner, 'PUT', loser, 'permissions', { permissions: [wish(role)] });
        bump(loser);
        if (back.status !== 200) return void odd.push([back.status, back.body]);
      }
    }),
  );
  return odd;
}

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

type Verb = 'suspend' | 'strip' | 'limit' | 'end';
type Removal = { verb: Verb; self: boolean };

/** Each way against each way: two remove each other, or each removes him- or herself; every combination comes six times in 200 rounds. */
const verbs: readonly Verb[] = ['suspend', 'strip', 'limit', 'end'];
const combinations: readonly (readonly [Removal, Removal])[] = [false, true].flatMap((self) =>
  verbs.flatMap((one) =>
    verbs.map(
      (other) =>
        [
          { verb: one, self },
          { verb: other, self },
        ] as const,
    ),
  ),
);

/**
 * Lets each pair take an administrator away at the same moment, twenty rounds in changing ways, and brings the removed one back; gives what
 * went otherwise than one success.
 */
export async function removeEachOther(on: Application, desk: UserDesk, pairs: readonly Pair[], role: MemberRole): Promise<unknown[]> {
  const versions = new Map<string, number>();
  const bump = ({ id }: Insider) => versions.set(id, (versions.get(id) ?? 1) + 1);
  const send = (
    who: Insider,
    method: 'POST' | 'PUT' | 'DELETE',
    whom: Insider,
    what: string,
    body?: unknown,
  ): ReturnType<UserDesk['change']> =>
    on.cases.send(who.session, method, `/users/${whom.id}/${what}`, body, { 'if-match': `"${versions.get(whom.id) ?? 1}"` });
  const ways: Readonly<Record<Verb, (who: Insider, whom: Insider) => ReturnType<UserDesk['change']>>> = {
    suspend: (who, whom) => send(who, 'POST', whom, 'suspension'),
    strip: (who, whom) => send(who, 'PUT', whom, 'permissions', { permissions: [] }),
    limit: (who, whom) => send(who, 'PUT', whom, 'permissions', { permissions: [wish(role, null, '2150-01-01')] }),
    end: (who, whom) => send(who, 'POST', whom, 'end', { leaveWork: false }),
  };
  /** An ended member would be invited anew; here the row is what it was before. */
  async function bringBack(stays: Insider, gone: Insider, verb: Verb): Promise<number> {
    if (verb === 'end') {
      await on.world.as(`update membership set status = 'active', ended_at = null where id = $1`, [gone.id]);
      return 200;
    }
    const { status } =
      verb === 'suspend'
        ? await send(stays, 'DELETE', gone, 'suspension')
        : await send(stays, 'PUT', gone, 'permissions', { permissions: [wish(role)] });
    bump(gone);
    return status;
  }
  const odd: unknown[] = [];
  await Promise.all(
    pairs.map(async ({ a, b }, pair) => {
      for (let round = 0; round < 20; round++) {
        const [mine, yours] = combinations[(pair * 20 + round) % combinations.length]!;
        const [byA, byB] = mine.self ? [a, b] : [b, a];
        const answers = await Promise.all([ways[mine.verb](a, byA), ways[yours.verb](b, byB)]);
        const won = answers.map(({ status }) => status === 200);
        if (won[0] === won[1]) return void odd.push([mine, yours, answers.map(({ status, body }) => [status, body.code])]);
        const [gone, verb] = won[0] ? [byA, mine.verb] : [byB, yours.verb];
        bump(gone);
        const back = await bringBack(gone === a ? b : a, gone, verb);
        if (back !== 200) return void odd.push([mine, yours, back]);
      }
    }),
  );
  return odd;
}

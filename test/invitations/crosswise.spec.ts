import { scrape } from '../../src/kernel/metrics.js';
import { CompanyDesk, type Employee } from '../company/company.js';
import { application } from '../setup/application.js';
import { Board, connection } from '../setup/board.js';
import { Browser } from '../setup/browser.js';
import { withBankId } from '../setup/identities.js';
import { Invitations, type Signer } from '../setup/invitations.js';
import { eventually } from '../setup/mailbox.js';
import type { Session, TestOrganization, TestPerson } from '../setup/world.js';

const on = application();
const invitations = new Invitations(on);
let desk: CompanyDesk;
let board: Board;
let region: string;
let staff: Session;
let company: TestOrganization;
let admin: Employee;
beforeAll(async () => {
  [desk, board] = [new CompanyDesk(on), new Board(on.world)];
  region = await board.region();
  staff = (await board.staff(region)).session;
  ({ company, admin } = await desk.company());
});

/** One way into the company; gives the status and the problem's code. */
type Door = () => Promise<string>;
interface Newcomer {
  person: TestPerson;
  who: Signer;
}

const answerOf = ({ status, body }: { status: number; body: { code?: unknown } }) =>
  `${status} ${typeof body.code === 'string' ? body.code : ''}`.trim();

/** The doors that the same person stands before, opened as far as the last press of a button. */
const doors: Readonly<Record<string, (one: Newcomer) => Promise<Door>>> = {
  link: async ({ who }) => {
    const roles = [{ role: 'bestallningsgodkannare' as const, validTo: null }];
    const { token } = await invitations.sent(admin, { roles, name: 'Kim Korsväg', personalNumber: who.personalNumber });
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, token, who);
    return async () => answerOf(await invitations.accept(browser, token, order));
  },
  confirmation: async ({ who }) => {
    const { id, token } = await invitations.sent(admin, { roles: [{ role: 'foretagsadministrator', validTo: null }] });
    await invitations.accepted(token, who);
    return async () => answerOf(await invitations.act(admin.session, id, 'confirmation'));
  },
  number: ({ who: { personalNumber } }) =>
    Promise.resolve(async () => answerOf(await desk.add(admin.session, desk.form({ personalNumber, roles: [] })))),
  desk: async ({ person }) => {
    const id = await board.laid(person, region, company.orgNumber);
    await on.cases.send(staff, 'POST', `/admin/connection-requests/${id}/taking`);
    const body = connection({ agreementChecked: true });
    return async () => answerOf(await on.cases.send(staff, 'POST', `/admin/connection-requests/${id}/connection`, body));
  },
};

async function newcomer(): Promise<Newcomer> {
  const person = await on.world.person('Kim Korsväg');
  return { person, who: await withBankId(on.world, person) };
}
const retries = async () => Number(/db_transaction_retries_total\{code="40P01"\} (\d+)/.exec(await scrape())?.[1] ?? 0);
const blocked = `select count(distinct l.pid)::int from pg_locks l join pg_stat_activity a on a.pid = l.pid and a.datname = current_database()
  where not l.granted`;
const members = ({ id }: TestPerson) =>
  on.world.as<number>('select count(*)::int from membership where organization_id = $1 and person_id = $2', [company.id, id]);

/** The second door while the first has written its member and waits: a new member refers to the organisation, which is held here. */
async function crosswise(first: Door, second: Door): Promise<string[]> {
  const waitFor = (n: number) =>
    eventually(async () => {
      // Inside a transaction PostgreSQL would tell who is connected as it was when it was first asked.
      await on.world.sql.query('select pg_stat_clear_snapshot()');
      return (await on.world.one<number>(blocked)) >= n || undefined;
    }, 'att de väntar');
  await on.world.sql.query('begin');
  try {
    await on.world.as('select id from organization where id = $1 for update', [company.id]);
    const entered = first();
    await waitFor(1);
    const both = Promise.all([entered, second()]);
    await waitFor(2);
    await on.world.sql.query('commit');
    return await both;
  } finally {
    await on.world.sql.query('rollback');
  }
}

/** Each door before the other: the first has written what it can of the new member when the second comes. */
const pairs = [
  ['number', 'link'],
  ['desk', 'link'],
  ['link', 'link'],
  ['number', 'confirmation'],
  ['desk', 'confirmation'],
] as const;

it.each(pairs)(
  'somebody who comes in by %s and by %s at the same moment comes in once, and neither transaction stands in the other’s way',
  async (one, other) => {
    const before = await retries();
    const outcomes: string[][] = [];
    for (let round = 0; round < 5; round++) {
      const who = await newcomer();
      const [first, second] = [await doors[one]!(who), await doors[other]!(who)];
      outcomes.push(await (round === 0 ? crosswise(first, second) : Promise.all([first(), second()])));
      expect(await members(who.person)).toBe(1);
    }
    expect(outcomes.map((answers) => answers.filter((answer) => answer.startsWith('20')).length)).toEqual(Array(5).fill(1));
    expect(outcomes.flat().filter((answer) => !/^(20[01]|409 )/.test(answer))).toEqual([]);
    expect((await retries()) - before).toBe(0);
  },
  60_000,
);

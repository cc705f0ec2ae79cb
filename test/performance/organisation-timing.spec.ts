import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { application } from '../setup/application.js';
import { actorOf } from '../setup/attempts.js';
import { Contract, type Route } from '../setup/contract.js';
import { Stage } from '../setup/stage.js';
import { command, type Session } from '../setup/world.js';

const on = application();
const FIRST_LOOK = { pairs: 40, apart: 0.16 };
/** Only what still differs when it is looked at closer counts: 0.1 is more than four standard deviations of chance. */
const CLOSER_LOOK = { pairs: 300, apart: 0.1 };

let stage: Stage;
/** Who asks, in turn: so many that none has tried too many changes in an hour, which is another answer. */
const strangers: Session[] = [];
let asked = 0;

interface Question {
  name: string;
  ask: (about: string) => Promise<unknown>;
  foreign: string;
  missing: string;
}

beforeAll(async () => {
  stage = await Stage.build(on.world, on.cases);
  const organization = await on.world.organization({ type: 'byggforetag', modules: ['insatser', 'larlingar'] });
  for (let n = 0; n < 13; n++) {
    const person = await on.world.person('Tora Annan');
    await on.world.member(person, organization, 'administrera_anvandare', 'ser_samtliga_ansokningar', 'foretagsadministrator');
    strangers.push(await on.world.login(person, organization));
  }
});

/** Asks as a stranger does; the answer without what names the request. */
async function ask(method: string, url: string, payload?: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const isRead = method === 'GET';
  const stranger = strangers[asked++ % strangers.length]!;
  const answer = await on.app.inject({
    method: method as 'GET',
    url,
    headers: { ...(isRead ? stranger : command(stranger)), ...headers },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  const { instance: _path, requestId: _id, at: _at, ...body } = JSON.parse(answer.body || '{}') as Record<string, unknown>;
  return { status: answer.statusCode, body };
}

/** What the database is asked for one answer: the fewest statements of a few, so that what else goes on doesn't count. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 5; n++) {
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    counts.push(sent.mock.calls.length);
    sent.mockRestore();
  }
  return Math.min(...counts);
}

/** How often the first takes longer than the second: a half when nobody can tell them apart. */
function howOftenLonger(first: number[], second: number[]): number {
  const longer = first.flatMap((a) => second.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return longer.reduce<number>((sum, one) => sum + one, 0) / longer.length;
}

const middle = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!;

async function measure({ ask, foreign, missing }: Question, pairs: number) {
  const [there, nowhere]: [number[], number[]] = [[], []];
  const time = async (about: string) => {
    const start = performance.now();
    await ask(about);
    return performance.now() - start;
  };
  for (let n = 0; n < pairs; n++) {
    // Each goes first every other time, so that neither has the warmer caches.
    if (n % 2) there.push(await time(foreign));
    nowhere.push(await time(missing));
    if (n % 2 === 0) there.push(await time(foreign));
  }
  return { apart: Math.abs(howOftenLonger(there, nowhere) - 0.5), medians: [middle(there), middle(nowhere)] as const };
}

/** The questions by which one can tell what is foreign from what does not exist: by the answer, by the number of statements, or by the time. */
async function toldApartBy(questions: Question[]): Promise<unknown[]> {
  const told: unknown[] = [];
  let worst = { name: '', apart: -1, medians: [0, 0] as readonly [number, number] };
  for (const question of questions) {
    const answers = async (about: string) => [question.name, await question.ask(about), await statements(() => question.ask(about))];
    const [about, nothing] = [await answers(question.foreign), await answers(question.missing)];
    if (!about[2] || !isDeepStrictEqual(about, nothing)) told.push({ about, nothing });
    let seen = await measure(question, FIRST_LOOK.pairs);
    if (seen.apart > FIRST_LOOK.apart) {
      seen = await measure(question, CLOSER_LOOK.pairs);
      if (seen.apart > CLOSER_LOOK.apart) told.push({ name: question.name, ...seen });
    }
    if (seen.apart > worst.apart) worst = { name: question.name, ...seen };
  }
  const [there, nowhere] = worst.medians.map((ms) => ms.toFixed(2));
  process.stderr.write(
    `${questions.length} frågor; mest skild: ${worst.name}, ${(worst.apart * 100).toFixed(0)} procentenheter från hälften (${there} och ${nowhere} ms i median)\n`,
  );
  return told;
}

it('by no route: another organisation’s id and one that does not exist', async () => {
  const aboutOne = ({ path }: Route) => /\{(?:id|departmentId)\}/.test(path);
  const routes = Contract.of(on.app).routes.filter(
    (route) => route.permission && aboutOne(route) && actorOf(route) === 'employer' && !/\/(auth|webhooks)\//.test(route.path),
  );
  expect(routes.length).toBeGreaterThan(30);
  const questions: Question[] = [];
  for (const route of routes) {
    const { id, version } = await stage.subject(route.name, false);
    const headers = { 'if-match': `"${version}"` };
    const body = route.body ? stage.complete(route.name) : undefined;
    questions.push({
      name: route.name,
      ask: (about) => ask(route.method, route.path.replace(/\{\w+\}/, about), body, headers),
      foreign: id,
      missing: randomUUID(),
    });
  }
  expect(await toldApartBy(questions)).toEqual([]);
}, 300_000);

it('by no look-up: an e-mail address that another organisation knows, another organisation to choose', async () => {
  const { organization, person } = stage.employer;
  const known = await on.world.as<string>('select email from membership where organization_id = $1 and person_id = $2', [
    organization.id,
    person.id,
  ]);
  const questions: Question[] = [
    {
      name: 'POST /invitations/look-up',
      ask: (email) => ask('POST', '/api/v1/invitations/look-up', { email }),
      foreign: known,
      missing: known.replace('@', '0@'),
    },
    {
      name: 'PUT /context',
      ask: (organizationId) => ask('PUT', '/api/v1/context', { kind: 'employer', organizationId }),
      foreign: organization.id,
      missing: randomUUID(),
    },
    {
      name: 'GET /users?q=',
      ask: (q) => ask('GET', `/api/v1/users?q=${encodeURIComponent(q)}`),
      foreign: known,
      missing: known.replace('@', '0@'),
    },
  ];
  expect(await toldApartBy(questions)).toEqual([]);
}, 120_000);

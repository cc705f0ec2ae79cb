import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { type Discrepancy, Reconciliation } from '../../src/allotments/index.js';
import { testApp } from '../setup/app.js';
import { ownDatabaseUrl } from '../setup/database.js';
import { World } from '../setup/world.js';
import { Books, expected, shared, type Snapshot } from './money-books.js';
import { type Command, type ModelInsats, sum, unexplained } from './money-model.js';
import { resolve, type Wish, wish } from './money-wishes.js';

/** Organisations that are played side by side, so that they also meet in the database. */
const SIDES = 8;
const COMMANDS = 2000;
const TOGETHER = 8;

let url: string;
let app: NestFastifyApplication;
let reconcile: () => Promise<Discrepancy[]>;
/** How many commands had each answer. */
const answers = new Map<string, number>();

/** A database of its own: each command is followed by a reconciliation of everything in it, and takes longer by what other files left behind. */
beforeAll(async () => {
  url = await ownDatabaseUrl('money');
  app = await testApp({ DATABASE_URL: url });
  reconcile = shared(() => app.get(Reconciliation).run());
});
afterAll(() => app.close());

/** Invariant I2, the identity of the cards and the model, to the öre: in the tables, on the screens and by the product's own reconciliation. */
async function check(books: Books, touched: readonly ModelInsats[], now: Snapshot): Promise<void> {
  const { model } = books;
  const { traces: _traces, ...money } = now;
  expect(money).toEqual(expected(model));
  const { cards, rows } = await books.overview();
  expect(cards).toEqual({
    reservedOre: model.outstanding,
    settledOre: model.settled,
    remainingOre: model.available,
    allottedOre: model.allotted,
  });
  expect(cards.reservedOre + cards.settledOre + cards.remainingOre).toBe(cards.allottedOre);
  expect(rows).toEqual({ remainingOre: cards.reservedOre, settledOre: cards.settledOre });
  for (const ore of Object.values(cards)) expect(ore).toBeGreaterThanOrEqual(0);
  for (const insats of touched) await checkPage(books, insats);
  expect(await books.discrepancies()).toEqual([]);
}

async function checkPage(books: Books, insats: ModelInsats): Promise<void> {
  const amounts = await books.amounts(insats);
  expect(amounts).toEqual({
    grantedOre: insats.granted,
    settledOre: insats.settled,
    remainingOre: insats.remaining,
    requisitionableOre: insats.requisitionable,
    pendingOre: insats.pending,
  });
  for (const ore of Object.values(amounts)) expect(ore).toBeGreaterThanOrEqual(0);
  expect(amounts.requisitionableOre).toBeLessThanOrEqual(amounts.remainingOre!);
}

/** One command after the other: each is answered as the model answers it, and a refused one changes nothing. */
async function play(books: Books, wishes: readonly Wish[]): Promise<void> {
  let before = await books.snapshot();
  for (const wanted of wishes) {
    const command = await resolve(books, wanted);
    if (command === null) continue;
    const answer = 'verb' in command ? await obey(books, command) : null;
    const now = await books.snapshot();
    expect(answer ? now.traces : before.traces).toEqual(before.traces);
    await check(books, ['verb' in command ? command.insats : command], now);
    before = now;
  }
}

async function obey(books: Books, command: Command): Promise<string | null> {
  const answer = await books.perform(command);
  expect(answer).toBe(books.model.attempt(command));
  answers.set(answer ?? 'done', (answers.get(answer ?? 'done') ?? 0) + 1);
  return answer;
}

/** Many at the same moment: what was carried out must be possible in some order. */
async function rush(books: Books, wishes: readonly Wish[]): Promise<void> {
  for (let at = 0; at < wishes.length; at += TOGETHER) {
    const commands: Command[] = [];
    for (const wanted of wishes.slice(at, at + TOGETHER)) {
      const command = await resolve(books, wanted);
      if (command !== null && 'verb' in command) commands.push(command);
    }
    const said = await Promise.all(commands.map((command) => books.perform(command)));
    expect(said.filter((answer) => answer?.startsWith('portal/') && answer !== 'portal/invalid-transition')).toEqual([]);
    expect(
      unexplained(
        books.model,
        commands.filter((_command, n) => said[n] === null),
      ),
    ).toEqual([]);
    await check(books, [...new Set(commands.map(({ insats }) => insats))], await books.snapshot());
  }
}

const history = (play: (books: Books, wishes: readonly Wish[]) => Promise<void>, enough: () => boolean) =>
  fc.asyncProperty(allotted, fc.array(wish, { maxLength: 115, size: 'max' }), async (ore, wishes) => {
    if (enough()) return;
    const world = await World.open(url);
    try {
      await play(await Books.open(app, world, ore, reconcile), wishes);
    } finally {
      await world.close();
    }
  });
const allotted = fc.constantFrom(10_000, 1_000_000, 299_448_890, 5_000_000_000);
const given = () => sum([...answers.values()]);

it('keeps the books as the model says, whatever is commanded in whatever order', async () => {
  const side = () =>
    fc.assert(
      history(play, () => given() >= COMMANDS),
      { numRuns: 100, interruptAfterTimeLimit: 1_200_000 },
    );
  await Promise.all(Array.from({ length: SIDES }, side));

  expect(given()).toBeGreaterThanOrEqual(COMMANDS);
  expect(answers.get('done')! / given()).toBeGreaterThan(0.35);
  expect(answers.get('done')! / given()).toBeLessThan(0.65);
  const refusals = ['allotments/insufficient', 'insatser/over-requisitionable', 'requisitions/approved-more-than-claimed'];
  expect([...answers.keys()]).toEqual(
    expect.arrayContaining([...refusals, 'insatser/other-requisitions-pending', 'portal/invalid-transition']),
  );
}, 1_260_000);

it('keeps them also when eight commands come at the same moment', async () => {
  const side = () =>
    fc.assert(
      history(rush, () => false),
      { numRuns: 6, interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true },
    );
  await Promise.all([side(), side()]);
}, 360_000);

import fc from 'fast-check';
import type { Books } from './money-books.js';
import type { Command, ModelInsats, ModelRequisition } from './money-model.js';

const MOST_INSATSER = 20; // one page of the overview shows them all

const verbs = { register: 4, approve: 7, reject: 1, submit: 11, settle: 9, refuse: 2, draw: 1 } as const;
type Verb = keyof typeof verbs;

/** A command before it is known what there is to command: `pick` chooses among what exists, `at` and `share` place the amount at the limit. */
export const wish = fc.record(
  {
    verb: fc.oneof(...(Object.entries(verbs) as [Verb, number][]).map(([verb, weight]) => ({ weight, arbitrary: fc.constant(verb) }))),
    pick: fc.nat(),
    at: fc.constantFrom('part', 'part', 'part', 'exact', 'over', 'over', 'far over'),
    share: fc.integer({ min: 1, max: 1000 }),
    final: fc.constantFrom(true, false, false),
  },
  { noNullPrototype: true },
);
export type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

/** What is done when nothing exists yet that the verb fits. */
const first: Readonly<Record<Verb, Verb>> = {
  register: 'register',
  approve: 'register',
  reject: 'register',
  draw: 'register',
  submit: 'approve',
  settle: 'submit',
  refuse: 'submit',
};

/**
 * Makes a wish into a command on what exists. Registering and drawing on offers are only the stage: they are done at once, and the
 * insats is given. Null when there is no room for more.
 */
export async function resolve(books: Books, wanted: Wish): Promise<Command | ModelInsats | null> {
  const { model } = books;
  const { verb } = wanted;
  // One time of twenty anything at all, also what the verb does not fit.
  const fits = <T>(all: readonly T[], fitting: (one: T) => boolean) => one(wanted, wanted.pick % 20 ? all.filter(fitting) : all);
  const instead = () => resolve(books, { ...wanted, verb: first[verb] });
  switch (verb) {
    case 'register':
      return model.insatser.length < MOST_INSATSER ? register(books, wanted) : null;
    case 'draw': {
      const insats = one(
        wanted,
        model.insatser.filter((i) => i.offers > i.drawn && i.status !== 'ej_godkand'),
      );
      return insats ? draw(books, wanted, insats) : instead();
    }
    case 'approve':
    case 'reject': {
      const insats = fits(model.insatser, (i) => i.status === 'registreras' && (i.supplier === 'self' || i.offers > 0));
      if (!insats) return instead();
      const byFund = (insats.supplier === 'fund') !== (wanted.pick % 29 === 0);
      return verb === 'reject' ? { verb, insats } : { verb, insats, ore: byFund ? null : grant(wanted, model.available) };
    }
    case 'submit': {
      const insats = fits(model.insatser, (i) => i.requisitionable > 0 && !i.hasFinal);
      if (!insats) return instead();
      const ore = amount(wanted, insats.requisitionable);
      return { verb, insats, ore, final: wanted.final, id: await books.draft(insats, ore, wanted.final) };
    }
    case 'settle':
    case 'refuse': {
      const all = model.insatser.flatMap((insats) => insats.requisitions.map((requisition) => ({ insats, requisition })));
      const found = fits<{ insats: ModelInsats; requisition: ModelRequisition }>(all, (r) => r.requisition.status === 'inskickad');
      if (!found) return instead();
      return verb === 'refuse' ? { verb, ...found } : { verb, ...found, ore: decided(wanted, found.requisition.claimed) };
    }
  }
}

function amount({ at, share }: Wish, limit: number): number {
  if (at === 'part') return Math.max(1, Math.floor((limit * share) / 3000));
  if (at === 'exact') return Math.max(1, limit);
  return at === 'over' ? limit + 1 + (share % 7) : limit + 1 + Math.floor((limit * share) / 50);
}

/** Seldom everything that is left, so that there is money for the rest of the history. */
const grant = (wanted: Wish, available: number): number =>
  amount(wanted.at === 'exact' && wanted.share % 5 ? { ...wanted, at: 'part' } : wanted, available);

/** Mostly all that is claimed, else a part of it (also nothing) or more. */
const decided = (wanted: Wish, claimed: number): number =>
  wanted.at === 'part' ? Math.ceil((claimed * (wanted.share % 4 ? 1000 : wanted.share - 1)) / 1000) : amount(wanted, claimed);

const one = <T>({ pick }: Wish, among: readonly T[]): T | undefined => among[Math.floor(pick / 20) % among.length];

function register(books: Books, wanted: Wish): Promise<ModelInsats> {
  const { available } = books.model;
  const offers = wanted.pick % 3 === 0 ? Math.min(amount({ ...wanted, at: 'part' }, available), available) : 0;
  return books.register(wanted.pick % 7 === 0 ? 'fund' : 'self', offers);
}

async function draw(books: Books, wanted: Wish, insats: ModelInsats): Promise<ModelInsats> {
  const left = insats.offers - insats.drawn;
  await books.draw(insats, wanted.at === 'part' ? Math.min(amount(wanted, left), left) : left);
  return insats;
}

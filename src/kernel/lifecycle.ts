import type { Actor, Permission } from './access.js';
import { can } from './access.js';
import { kernelProblem } from './problem.js';

/** One way a thing can change status, and who may. */
export interface Move<S extends string> {
  readonly from: S | readonly S[];
  readonly to: S | readonly S[];
  /** The permission asked for; `automatic` moves follow from another move and have no door of their own. */
  readonly needs: Permission | 'automatic';
  /** The button's text. */
  readonly label: string;
}

export interface Lifecycle<S extends string = string, V extends string = string> {
  readonly noun: string;
  /** Swedish label of each status code. */
  readonly statuses: Readonly<Record<S, string>>;
  readonly moves: Readonly<Record<V, Move<S>>>;
}

/** Declares a status graph as data and checks at start that every move ends in a known status. */
export function defineLifecycle<const S extends string, const V extends string>(lifecycle: Lifecycle<S, V>): Lifecycle<S, V> {
  for (const [verb, move] of Object.entries<Move<S>>(lifecycle.moves))
    for (const status of [...many(move.from), ...many(move.to)])
      if (!(status in lifecycle.statuses)) throw new Error(`${lifecycle.noun}.${verb}: okänd status ${status}`);
  return Object.freeze(lifecycle);
}

/** Where a move leads from here, for what has one way only and belongs to a person, so that it has no chain of events to be moved by. */
export function next<S extends string, V extends string>({ noun, statuses, moves }: Lifecycle<S, V>, from: S, verb: V): S {
  const { from: allowed, to } = moves[verb];
  if (!many(allowed).includes(from))
    throw kernelProblem('invalid-transition', { detail: `Statusen är ${statuses[from]}.`, current: from, allowed: many(allowed) });
  if (many(to).length > 1) throw new Error(`${noun}.${verb}: flera mål`);
  return many(to)[0]!;
}

/** One status or several, always as a list. */
export const many = <S extends string>(status: S | readonly S[]): readonly S[] => (typeof status === 'string' ? [status] : status);

/** Why a move is refused right now: a problem code and its Swedish title. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
}

/** One entry of the `actions` that every resource carries: the client draws its buttons from them, disabled with the reason. */
export interface Action {
  name: string;
  label: string;
  allowed: boolean;
  why: string | null;
  whyText: string | null;
}

/** An entry of `actions`: allowed without a refusal, otherwise with the reason of it. */
export const action = (name: string, label: string, refusal: Refusal | null): Action => ({
  name,
  label,
  allowed: refusal === null,
  why: refusal?.code ?? null,
  whyText: refusal?.title ?? null,
});

/** The moves of a lifecycle as actions for this actor; moves the actor has no permission for are left out. */
export function lifecycleActions<S extends string, V extends string>(
  lifecycle: Lifecycle<S, V>,
  actor: Actor,
  status: S,
  refuse: (verb: V) => Refusal | null = () => null,
): Action[] {
  return (Object.entries(lifecycle.moves) as [V, Move<S>][])
    .filter(([, move]) => move.needs !== 'automatic' && can(actor, move.needs))
    .map(([verb, move]) => action(verb, move.label, many(move.from).includes(status) ? refuse(verb) : wrongStatus(lifecycle, status)));
}

function wrongStatus<S extends string>(lifecycle: Lifecycle<S>, status: S): Refusal {
  return { code: 'portal/invalid-transition', title: `Det går inte när statusen är ${lifecycle.statuses[status]}.` };
}

/** The status graph as a Mermaid diagram, for the map of the source. */
export function diagram<S extends string, V extends string>({ statuses, moves }: Lifecycle<S, V>): string {
  const labels = Object.entries(statuses).map(([code, label]) => `  ${code}: ${label as string}`);
  const arrows = Object.entries<Move<S>>(moves).flatMap(([verb, move]) =>
    many(move.from).flatMap((from) => many(move.to).map((to) => `  ${from} --> ${to}: ${verb} (${move.needs})`)),
  );
  return ['stateDiagram-v2', ...labels, ...arrows].join('\n');
}

import { application } from '../setup/application.js';
import { type Door, insatsDoors, requisitionDoors, type Scene, States } from '../setup/states.js';

const on = application();
const states = new States(on);

/** A situation: what stands in the way, as the button's code; null when nothing does. */
interface Situation {
  verb: string;
  why: string | null;
  build: () => Promise<Scene>;
  change?: (at: Scene) => Promise<unknown>;
  /** What is sent when the door is knocked at all the same. */
  body?: unknown;
}

const insats = (sql: string) => (at: Scene) => on.world.as(`update insats set ${sql} where id = $1`, [at.insats]);
const period = (sql: string) => (at: Scene) =>
  on.world.as(`update agreement_period set ${sql} where id = (select period_id from insats where id = $1)`, [at.insats]);
const joinsThem = (at: Scene) => on.world.member(at.staff, at.organization);
const yesterday = period(`last_requisition_on = '2001-01-01'`);
const registered = (limitOre?: number) => () => states.insats('registreras', limitOre);
const approved = () => states.insats('godkand');
const waiting =
  (over: Parameters<typeof states.requisition>[1] = {}) =>
  () =>
    states.requisition('inskickad', over);
const draft = () => states.requisition('utkast');
const noAmount = { grantedOre: null, motivation: '' };

const JAV = 'allotments/conflict-of-interest';
const OVER = 'allotments/over-limit';

const deciding: Record<string, Situation> = {
  'a caseworker who is a member there approves': { verb: 'approve', why: JAV, build: registered(), change: joinsThem },
  'a caseworker who is a member there rejects': { verb: 'reject', why: JAV, build: registered(), change: joinsThem },
  'the limit is above what is granted, below what is applied for': { verb: 'approve', why: null, build: registered(2_000_000) },
  'the limit is below what is applied for, and it is rejected': { verb: 'reject', why: OVER, build: registered(2_000_000) },
  'the fund is supplier and there is no offert': {
    ...{ verb: 'approve', why: 'insatser/offer-missing', body: noAmount },
    ...{ build: registered(), change: insats(`supplier_mode = 'fund'`) },
  },
  'the fund’s offert is above the limit': {
    ...{ verb: 'approve', why: OVER, body: noAmount },
    ...{ build: registered(2_000_000), change: insats(`supplier_mode = 'fund', active_offers_ore = 3000000`) },
  },
  'an offert is active, and it is rejected': {
    ...{ verb: 'reject', why: 'insatser/offer-active' },
    ...{ build: registered(), change: insats('active_offers_ore = 3000000') },
  },
};

const requisitioning: Record<string, Situation> = {
  'there is money': { verb: 'requisition', why: null, build: approved },
  'the insats is a draft': { verb: 'requisition', why: 'insatser/not-approved', build: () => states.insats('utkast') },
  'the insats is not decided': { verb: 'requisition', why: 'insatser/not-approved', build: registered() },
  'the insats is rejected': { verb: 'requisition', why: 'insatser/not-approved', build: () => states.insats('ej_godkand') },
  'the insats is finished': { verb: 'requisition', why: 'insatser/nothing-left', build: () => states.insats('avslutad') },
  'the fund is supplier': {
    ...{ verb: 'requisition', why: 'insatser/fund-is-supplier' },
    ...{ build: approved, change: insats(`supplier_mode = 'fund'`) },
  },
  'nothing is left': {
    ...{ verb: 'requisition', why: 'insatser/nothing-left' },
    ...{ build: approved, change: insats('pending_requisitions_ore = granted_ore') },
  },
  'the last day has passed': { verb: 'requisition', why: 'insatser/requisitions-closed', build: approved, change: yesterday },
  'the period allows one, and it is made': {
    ...{ verb: 'requisition', why: 'insatser/one-requisition-only', build: approved },
    change: async (at) => [await period(`partial_policy = 'none'`)(at), await insats('requisition_count = 1')(at)],
  },
};

const requisitions: Record<string, Situation> = {
  'a caseworker who is a member there approves': { verb: 'approve', why: JAV, build: waiting(), change: joinsThem },
  'a caseworker who is a member there rejects': { verb: 'reject', why: JAV, build: waiting(), change: joinsThem },
  'the limit is below it': { verb: 'approve', why: OVER, build: waiting({ limitOre: 2_000_000 }) },
  'the limit is below it, and it is rejected': { verb: 'reject', why: OVER, build: waiting({ limitOre: 2_000_000 }) },
  'it is final and another one waits': {
    ...{ verb: 'approve', why: 'insatser/other-requisitions-pending' },
    ...{ build: waiting({ isFinal: true }), change: insats('pending_requisitions_ore = 2600000') },
  },
  'it is final and alone': { verb: 'approve', why: null, build: waiting({ isFinal: true }) },
  'the draft is one öre larger than what is left': {
    ...{ verb: 'submit', why: 'insatser/over-requisitionable' },
    ...{ build: draft, change: insats('pending_requisitions_ore = granted_ore - 2499999') },
  },
  'the draft is exactly what is left': {
    ...{ verb: 'submit', why: null },
    ...{ build: draft, change: insats('pending_requisitions_ore = granted_ore - 2500000') },
  },
  'a final one was sent in before the draft': {
    ...{ verb: 'submit', why: 'insatser/final-exists', build: draft },
    change: async (at) =>
      on.cases.submitRequisition(at.employer, await on.cases.requisitionDraft(at.employer, at.insats, { isFinal: true })),
  },
  'the last day has passed since the draft': { verb: 'submit', why: 'insatser/requisitions-closed', build: draft, change: yesterday },
  'the insats of the draft is finished': {
    ...{ verb: 'submit', why: 'insatser/nothing-left' },
    ...{ build: draft, change: insats(`status = 'avslutad'`) },
  },
};

/** What the button says and the door answers, beside what both should say. */
async function look(doors: Readonly<Record<string, Door>>, { verb, why, build, change, body }: Situation) {
  const at = await build();
  await change?.(at);
  const door = doors[verb]!;
  const { button, answer } = await states.press(at, verb, body === undefined ? door : { ...door, body });
  const status = why === null ? expect.any(Number) : why.startsWith('allotments') ? 403 : 409;
  return {
    seen: { allowed: button?.allowed, why: button?.why, said: button?.whyText, opened: answer.status < 300, status: answer.status },
    expected: { allowed: why === null, why, said: why === null ? null : answer.body.title, opened: why === null, status },
    refusal: why === null ? null : answer.body.code,
  };
}

const buttons: [which: string, doors: Readonly<Record<string, Door>>, situations: Readonly<Record<string, Situation>>][] = [
  ['of an insats', insatsDoors, deciding],
  ['Rekvirera', { requisition: { set: 'insatser', who: 'employer', noun: 'requisitions' } }, requisitioning],
  ['of a requisition', requisitionDoors, requisitions],
];

describe.each(buttons)('the button %s says what the door answers, when', (_which, doors, situations) => {
  it.each(Object.keys(situations))('%s', async (when) => {
    const { seen, expected, refusal } = await look(doors, situations[when]!);
    expect(seen).toEqual(expected);
    expect(refusal).toBe(expected.why);
  });
});

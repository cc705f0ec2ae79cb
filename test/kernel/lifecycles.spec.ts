import { insatsLifecycle, type InsatsStatus } from '../../src/insatser/insats.lifecycle.js';
import { type Lifecycle, many } from '../../src/kernel/lifecycle.js';
import { requisitionLifecycle, type RequisitionStatus } from '../../src/requisitions/requisition.lifecycle.js';
import { application } from '../setup/application.js';
import { type Door, insatsDoors, requisitionDoors, type Scene, States } from '../setup/states.js';

const on = application();
const states = new States(on);

interface Subject {
  lifecycle: Lifecycle;
  doors: Readonly<Record<string, Door>>;
  inStatus: (status: string) => Promise<Scene>;
}
const subjects: [set: Door['set'], subject: Subject][] = [
  ['insatser', { lifecycle: insatsLifecycle, doors: insatsDoors, inStatus: (status) => states.insats(status as InsatsStatus) }],
  [
    'requisitions',
    {
      lifecycle: requisitionLifecycle,
      doors: requisitionDoors,
      inStatus: (status) => states.requisition(status as RequisitionStatus),
    },
  ],
];

describe.each(subjects)('%s', (set, { lifecycle, doors, inStatus }) => {
  const moved = Object.keys(lifecycle.moves).filter((verb) => lifecycle.moves[verb]!.needs !== 'automatic');
  const everyMove = Object.keys(lifecycle.statuses).flatMap((status) => moved.map((verb) => [status, verb] as const));

  it('have a door for every move but the automatic ones', () => {
    expect(moved).toEqual(Object.keys(doors));
  });

  it.each(everyMove)('in status %s are moved by %s as the table says, and the button says the same', async (status, verb) => {
    const [at, door] = [await inStatus(status), doors[verb]!];
    const { from, to, label } = lifecycle.moves[verb]!;
    const { button, answer } = await states.press(at, verb, door);
    const after = await states.status(at, set);
    if (status === 'utkast' && door.who === 'caseworker') {
      expect([button, answer.status, after]).toEqual([undefined, 404, status]);
    } else if (many(from).includes(status)) {
      expect(button).toEqual({ name: verb, label, allowed: true, why: null, whyText: null });
      expect(answer.status).toBe(200);
      expect(many(to)).toContain(after);
    } else {
      const whyText = `Det går inte när statusen är ${lifecycle.statuses[status]}.`;
      expect(button).toEqual({ name: verb, label, allowed: false, why: 'portal/invalid-transition', whyText });
      expect(answer).toMatchObject({ status: 409, body: { code: 'portal/invalid-transition', current: status, allowed: many(from) } });
      expect(after).toBe(status);
    }
  });

  it.each(Object.entries(doors))('show %s only to those who may, and refuse the others', async (verb, door) => {
    const at = await inStatus(many(lifecycle.moves[verb]!.from)[0]!);
    const other = door.who === 'employer' ? 'caseworker' : 'employer';
    const seen = await states.view(at, set, other);
    expect((seen.body.actions ?? []).map(({ name }) => name)).not.toContain(verb);
    expect((await states.knock(at, door, 1, other)).status).toBe(403);
  });

  it.each(Object.keys(lifecycle.statuses))('in status %s are thrown away only while they are drafts', async (status) => {
    const at = await inStatus(status);
    const button = (await states.view(at, set, 'employer')).body.actions.find(({ name }) => name === 'delete')!;
    const answer = await on.cases.send(at.employer, 'DELETE', `/${set}/${at.id}`);
    expect([button.allowed, button.why]).toEqual(status === 'utkast' ? [true, null] : [false, `${set}/not-draft`]);
    expect([answer.status, answer.body?.code]).toEqual(status === 'utkast' ? [204, undefined] : [409, `${set}/not-draft`]);
  });
});

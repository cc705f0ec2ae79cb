import { type GrantableRole, grantableRoles, type Module, modules, type Role } from '../kernel/access.js';
import { covers, edits, keepsOut, letsIn, mandateOf, placeFault, removes, sees } from './role.policy.js';

const [A, B] = ['avdelning-a', 'avdelning-b'];
const both: readonly Module[] = modules;
const mandate = (roles: Role[], { departments = [A], on = both }: { departments?: string[]; on?: readonly Module[] } = {}) =>
  mandateOf({ roles: ['medlem', ...roles], departments: roles.includes('avdelningsadministrator') ? departments : [], modules: on });
const held = (role: GrantableRole, departmentId: string | null = null) => ({ role, departmentId });
const everywhere = (one: ReturnType<typeof mandate>, departmentId: string | null) =>
  grantableRoles.filter((role) => covers(one, held(role, departmentId)));

const insats = ['administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'];
const company = ['foretagsadministrator', 'avdelningsadministrator', 'bestallningsgodkannare', 'yrkesutbildningsansvarig', 'handledare'];

it.each<[string, Role[], string[], string[], string[]]>([
  ['a member', [], [], [], []],
  ['Administrera användare', ['administrera_anvandare'], insats, insats, insats],
  ['Företagsadministratör', ['foretagsadministrator'], company, company, company],
  ['Avdelningsadministratör', ['avdelningsadministrator'], [], ['avdelningsadministrator', 'handledare'], []],
  ['Yrkesutbildningsansvarig', ['yrkesutbildningsansvarig'], ['handledare'], ['handledare'], ['handledare']],
  ['Beställningsgodkännare', ['bestallningsgodkannare'], [], [], []],
  ['Handledare', ['handledare'], [], [], []],
  [
    'both',
    ['avdelningsadministrator', 'yrkesutbildningsansvarig'],
    ['handledare'],
    ['avdelningsadministrator', 'handledare'],
    ['handledare'],
  ],
])('%s gives, for the whole organisation, in an own and in another department, what the page says', (_who, roles, whole, own, other) => {
  const one = mandate(roles);
  expect([everywhere(one, null), everywhere(one, A), everywhere(one, B)]).toEqual([whole, own, other]);
});

it('gives only what fits what the organisation uses the portal for', () => {
  expect(everywhere(mandate(['foretagsadministrator'], { on: ['larlingar'] }), null)).toEqual(company);
  expect(everywhere(mandate(['administrera_anvandare'], { on: ['larlingar'] }), null)).toEqual([]);
  const off = mandate(['foretagsadministrator', 'avdelningsadministrator', 'yrkesutbildningsansvarig'], { on: ['insatser'] });
  expect([off.everybody, off.departments, off.supervisors, everywhere(off, A)]).toEqual([false, [], false, []]);
});

it('sees everybody, or who has a role in an own department, or who is a supervisor', () => {
  const [admin, department, training] = [
    mandate(['foretagsadministrator']),
    mandate(['avdelningsadministrator']),
    mandate(['yrkesutbildningsansvarig']),
  ];
  const cases = [[], [held('handledare', A)], [held('handledare', B)], [held('handledare')], [held('bestallningsgodkannare')]];
  expect(cases.map((one) => sees(admin, one))).toEqual([true, true, true, true, true]);
  expect(cases.map((one) => sees(department, one))).toEqual([false, true, false, false, false]);
  expect(cases.map((one) => sees(training, one))).toEqual([false, true, true, true, false]);
});

it('edits and shuts out whom one answers for alone: not who also belongs elsewhere, and not who holds what isn’t one’s to take', () => {
  const [department, training, insatser] = [
    mandate(['avdelningsadministrator'], { departments: [A, B] }),
    mandate(['yrkesutbildningsansvarig']),
    mandate(['administrera_anvandare']),
  ];
  expect(edits(department, [held('handledare', A), held('avdelningsadministrator', B)])).toBe(true);
  for (const elsewhere of [held('handledare'), held('handledare', 'avdelning-c'), held('bestallningsgodkannare')])
    expect([edits(department, [held('handledare', A), elsewhere]), removes(department, [held('handledare', A), elsewhere])]).toEqual([
      false,
      false,
    ]);
  expect(edits(department, [])).toBe(false);
  expect(edits(training, [held('handledare')])).toBe(false);
  expect([edits(insatser, [held('foretagsadministrator')]), removes(insatser, [held('foretagsadministrator')])]).toEqual([true, false]);
  expect(removes(insatser, [held('attestant')])).toBe(true);
  const mixed = [held('attestant'), held('handledare')];
  expect([removes(insatser, mixed), keepsOut(insatser, mixed), letsIn(insatser, mixed)]).toEqual([false, true, true]);
  expect([keepsOut(insatser, [held('handledare')]), letsIn(insatser, [held('handledare')])]).toEqual([true, false]);
  expect(keepsOut(insatser, [held('attestant'), held('foretagsadministrator')])).toBe(false);
  expect([keepsOut(department, mixed), keepsOut(training, [held('handledare')])]).toEqual([false, false]);
});

it('names the place a role can’t be given in', () => {
  const codes = [
    held('avdelningsadministrator'),
    held('foretagsadministrator', A),
    held('handledare', B),
    held('handledare', A),
    held('handledare'),
  ].map((placed) => placeFault(placed, [A])?.code);
  expect(codes).toEqual(['department-needed', 'whole-organization', 'department', undefined, undefined]);
});

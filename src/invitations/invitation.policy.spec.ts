import { namesMatch, needsConfirmation } from './invitation.policy.js';

it.each([
  ['Anni Widdersjö', 'Anni Maria WIDDERSJÖ', true],
  ['Anni Maria Widdersjö', 'Anni Widdersjo', true],
  ['Karin von Essen-Ågren', 'KARIN ESSEN AGREN', true],
  ['Berg, Karin', 'Karin Berg', true],
  ['Karin Berg', 'Karin Bergström', false],
  ['Karin Berg', 'Kurt Berg', false],
  ['Karin', 'Karin Berg', false],
  ['Karin Karin', 'Karin Berg', false],
])('compares %s with %s word by word', (one, other, same) => {
  expect([namesMatch(one, other), namesMatch(other, one)]).toEqual([same, same]);
});

it('asks for an administrator when the names differ and nobody named a personnummer, and always for an administrator’s right', () => {
  const invited = { name: 'Karin Berg', forOnePerson: false, roles: [] };
  expect(needsConfirmation(invited, 'Karin Anna Berg')).toBe(false);
  expect(needsConfirmation(invited, 'Kurt Annansson')).toBe(true);
  expect(needsConfirmation({ ...invited, forOnePerson: true }, 'Kurt Annansson')).toBe(false);
  expect(
    needsConfirmation({ ...invited, forOnePerson: true, roles: [{ role: 'administrera_anvandare', validTo: null }] }, 'Karin Berg'),
  ).toBe(true);
});

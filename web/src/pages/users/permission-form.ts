import type { FieldFault } from '../../api/problem';
import type { Schemas } from '../../api/client';
import type { User } from '../../api/users';
import { parseDate } from '../../text/dates';
import { roleChoices } from '../invitations/roles';

export type Role = Schemas['PermissionWish']['role'];

/** What can be granted, with what it means. */
export const roles = Object.entries(roleChoices).map(([role, words]) => ({ role: role as Role, ...words }));

export type PermissionValues = Record<Role, { on: boolean; from: string; through: string }>;

/** The user's own permissions that are in force or coming, as the form shows them. */
export function valuesOf({ permissions }: User): PermissionValues {
  const of = (role: Role) => permissions.find((one) => one.role === role && one.state !== 'ended' && !one.substituteFor);
  const entries = roles.map(({ role }) => {
    const known = of(role);
    return [role, { on: Boolean(known), from: known?.validFrom ?? '', through: known?.validThrough ?? '' }];
  });
  return Object.fromEntries(entries) as PermissionValues;
}

/** The form as the API wants it, or what can't be read of it. Paths are the form's: `attestant.from`. */
export function wishesOf(values: PermissionValues): { permissions: Schemas['PermissionWish'][]; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const day = (text: string, path: string): string | null => {
    if (!text.trim()) return null;
    const parsed = parseDate(text);
    if (parsed.ok) return parsed.date;
    faults.push({ path, code: 'date', message: parsed.message });
    return null;
  };
  const permissions = roles
    .filter(({ role }) => values[role].on)
    .map(({ role }) => ({
      role,
      validFrom: day(values[role].from, `${role}.from`),
      validThrough: day(values[role].through, `${role}.through`),
    }));
  return { permissions, faults };
}

/** The server's `permissions.1.validFrom` as the field of the form that was sent second. */
export function formFaults(errors: readonly FieldFault[], sent: readonly Schemas['PermissionWish'][]): FieldFault[] {
  return errors.map((fault) => {
    const [, n, field] = fault.path.split('.');
    const role = sent[Number(n)]?.role;
    return role ? { ...fault, path: `${role}.${field === 'validThrough' ? 'through' : 'from'}` } : fault;
  });
}

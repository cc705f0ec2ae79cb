import type { FieldFault } from '../../api/problem';
import type { Schemas } from '../../api/client';
import type { User } from '../../api/users';
import { parseDate } from '../../text/dates';
import { type RoleSlots, roleHints, type Slot, slotKey, slotsOf } from '../invitations/roles';

interface Value {
  on: boolean;
  from: string;
  through: string;
}
/** By the key of a role in its place. */
export type PermissionValues = Record<string, Value>;

/** A user's own permission that is open and that the one who asks may change. */
const isChangeable = ({ isYours, substituteFor }: Schemas['PermissionView']): boolean => isYours && !substituteFor;

/** The permissions that the form shows as one's own to change: what it does not show is not taken by leaving it out. */
export const shownOf = ({ permissions }: User): Schemas['ShownPermission'][] =>
  permissions.filter(isChangeable).map(({ role, departmentId }) => ({ role, departmentId }));

/** Permissions that are open but not one's own to change: held elsewhere, or lent. */
export const fixedOf = ({ permissions }: User): Schemas['PermissionView'][] =>
  permissions.filter((one) => one.state !== 'ended' && !one.substituteFor && !isChangeable(one));

/** The roles that are offered, and those that the user still holds in a place that no longer is. */
export function groupsOf(user: User, offers: Schemas['RoleOffers']): RoleSlots[] {
  const groups = slotsOf(offers);
  for (const { role, label, departmentId, department } of user.permissions.filter(isChangeable)) {
    const key = slotKey(role, departmentId);
    const known = groups.find((group) => group.role === role);
    if (known?.slots.some((slot) => slot.key === key)) continue;
    const slot: Slot = {
      key,
      role,
      departmentId,
      label: `${department ?? 'Hela företaget'} (stängd)`,
      name: `${label} (${department ?? ''})`,
      lastDay: null,
    };
    if (known) known.slots.push(slot);
    else groups.push({ role, label, hint: roleHints[role], slots: [slot] });
  }
  return groups;
}

/** The user's own permissions that are in force or coming, as the form shows them. */
export function valuesOf(user: User, groups: readonly RoleSlots[]): PermissionValues {
  const held = user.permissions.filter(isChangeable);
  const valueOf = ({ key }: Slot): Value => {
    const known = held.find(({ role, departmentId }) => slotKey(role, departmentId) === key);
    return { on: Boolean(known), from: known?.validFrom ?? '', through: known?.validThrough ?? '' };
  };
  return Object.fromEntries(groups.flatMap(({ slots }) => slots.map((slot) => [slot.key, valueOf(slot)])));
}

/** Does the person get something by it: another permission, another first day of one, or one that lasts longer? */
export const gains = (values: PermissionValues, before: PermissionValues): boolean =>
  Object.entries(values).some(([key, { on, from, through }]) => {
    const known = before[key];
    if (!on || !known?.on) return on;
    const longer = known.through !== '' && (through.trim() === '' || through > known.through);
    return longer || from !== known.from;
  });

const isAdministration = ({ role }: Pick<Slot, 'role'>): boolean =>
  role === 'administrera_anvandare' || role === 'foretagsadministrator' || role === 'avdelningsadministrator';

/** Does the person stop administering users, somewhere or altogether, without being able to give it back? */
export function losesAdministration(values: PermissionValues, before: PermissionValues, groups: readonly RoleSlots[]): boolean {
  const slots = groups.flatMap((group) => group.slots).filter(isAdministration);
  const keepsAll = slots.some(({ key, departmentId }) => departmentId === null && before[key]?.on && values[key]?.on);
  return !keepsAll && slots.some(({ key }) => before[key]?.on && !values[key]?.on);
}

/** The form as the API wants it, or what can't be read of it. Paths are the form's: `attestant.from`. */
export function wishesOf(
  values: PermissionValues,
  groups: readonly RoleSlots[],
): { permissions: Schemas['PermissionWish'][]; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const day = (text: string, path: string): string | null => {
    if (!text.trim()) return null;
    const parsed = parseDate(text);
    if (parsed.ok) return parsed.date;
    faults.push({ path, code: 'date', message: parsed.message });
    return null;
  };
  const permissions = groups
    .flatMap(({ slots }) => slots)
    .flatMap(({ key, role, departmentId }) => {
      const value = values[key];
      if (!value?.on) return [];
      return { role, departmentId, validFrom: day(value.from, `${key}.from`), validThrough: day(value.through, `${key}.through`) };
    });
  return { permissions, faults };
}

const formFields: Readonly<Record<string, string>> = { validFrom: 'from', validThrough: 'through' };

/** The server's `permissions.1.validFrom` as the field of the form that was sent second. */
export function formFaults(errors: readonly FieldFault[], sent: readonly Schemas['PermissionWish'][]): FieldFault[] {
  return errors.map((fault) => {
    const [, n, field = ''] = fault.path.split('.');
    const wish = sent[Number(n)];
    return wish ? { ...fault, path: `${slotKey(wish.role, wish.departmentId)}.${formFields[field] ?? 'on'}` } : fault;
  });
}

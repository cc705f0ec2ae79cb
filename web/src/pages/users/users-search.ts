import type { Schemas } from '../../api/client';

/** What the address of "Administrera användare" says: what is searched for, which status and permission, and the order. */
export const userSorts = ['name', 'email', 'phone', 'title', 'permissions', 'status'] as const;
export type UserSort = (typeof userSorts)[number];
export const userColumns: readonly { sort: UserSort; label: string }[] = [
  { sort: 'name', label: 'Namn' },
  { sort: 'email', label: 'E-post' },
  { sort: 'phone', label: 'Telefonnummer' },
  { sort: 'title', label: 'Titel' },
  { sort: 'permissions', label: 'Behörigheter' },
  { sort: 'status', label: 'Status' },
];
export const userStatuses = {
  active: 'Aktiv',
  invited: 'Inbjuden',
  awaiting: 'Väntar på bekräftelse',
  expired: 'Inbjudan utgången',
  suspended: 'Avstängd',
  ended: 'Avslutad',
} as const;
export type UserStatus = keyof typeof userStatuses;

export const userRoles = [
  'administrera_anvandare',
  'ser_samtliga_ansokningar',
  'attestant',
  'foretagsadministrator',
  'avdelningsadministrator',
  'bestallningsgodkannare',
  'yrkesutbildningsansvarig',
  'handledare',
] as const satisfies readonly Schemas['RoleOffer']['role'][];
export type UserRole = (typeof userRoles)[number];

export interface UsersSearch {
  q?: string;
  status?: UserStatus;
  role?: UserRole;
  sort?: UserSort;
  order?: 'asc' | 'desc';
}

/** The order that the list has; by name unless the address says another. */
export const sortedBy = ({ sort = 'name', order = 'asc' }: UsersSearch) => ({ by: sort, order });

/** Reads the address; what makes no sense is left out. */
export function readUsersSearch(search: Record<string, unknown>): UsersSearch {
  const sort = userSorts.find((s) => s === search.sort);
  const status = (Object.keys(userStatuses) as UserStatus[]).find((s) => s === search.status);
  const role = userRoles.find((r) => r === search.role);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 100) : '';
  return {
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(role ? { role } : {}),
    ...(sort ? { sort, order: search.order === 'desc' ? 'desc' : 'asc' } : {}),
  };
}

import { redirect } from '@tanstack/react-router';
import { isSignedIn, sessionQuery } from './api/session';
import { Problem } from './api/problem';
import { queryClient } from './api/query-client';

/** Where a person without an organisation belongs; null when an employer's pages may be shown. */
export async function detour(path: string): Promise<{ to: string; search?: { till: string } } | null> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (!isSignedIn(session)) return { to: '/', search: { till: path } };
  if (session.context.kind === 'staff') return { to: '/fonden' };
  if (session.context.kind === 'private') return { to: '/min-sida' };
  if (session.context.kind === 'employer') return null;
  return session.choices ? { to: '/valj-organisation', search: { till: path } } : { to: '/ingen-organisation' };
}

/** For `beforeLoad` of the employer's pages. */
export async function employerOnly({ location }: { location: { href: string } }): Promise<void> {
  const elsewhere = await detour(location.href);
  if (elsewhere) throw redirect(elsewhere as Parameters<typeof redirect>[0]);
}

/** For `beforeLoad` of pages that belong to the person, whoever he or she acts for. */
export async function signedInOnly({ location }: { location: { href: string } }): Promise<void> {
  if (isSignedIn(await queryClient.ensureQueryData(sessionQuery))) return;
  throw redirect({ to: '/', search: { till: location.href } });
}

/** For `beforeLoad` of the pages behind the private entrance: everybody else begins at the start page. */
export async function privateOnly(): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (!isSignedIn(session) || session.context.kind !== 'private') throw redirect({ to: '/', replace: true });
}

/** For `beforeLoad` of the training board's pages: staff with this right. */
export const boardOnly =
  (permission: string) =>
  async (at: { location: { href: string } }): Promise<void> => {
    await signedInOnly(at);
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!isSignedIn(session) || !session.context.permissions.includes(permission)) throw redirect({ to: '/' });
  };

/** For `beforeLoad` of the fund's own pages. */
export const staffOnly = boardOnly('operations:read');

/** For `beforeLoad` of an employer's pages that not everybody there may see; the server refuses what they would read all the same. */
export const allowedOnly = (permission: string) => async (): Promise<void> => {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (isSignedIn(session) && session.context.permissions.includes(permission)) return;
  throw new Problem(403, 'portal/forbidden', 'Du har inte behörighet till det här.');
};

/** A path on this site to go to after log-in, or the start page; never another site. */
export const safePath = (till: unknown): string => (typeof till === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(till) ? till : '/');

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, call, drawnFor, refusals, write, type Schemas } from './client';
import { interrupt } from './interruption';
import type { Entrance } from '../auth/eid';
import { queryClient } from './query-client';
import { noteLimits, watchSession } from './session-limits';

export type Session = Schemas['SessionView'];
export type Organization = Schemas['OrganizationView'];
/** A session of somebody who is logged in. */
export type SignedIn = Session & Required<Pick<Session, 'person' | 'context' | 'csrfToken'>>;

const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('session') : null;

/** Who is logged in and for whom; asked once, then kept until something changes it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  gcTime: Infinity,
  queryFn: async () => {
    const session = await call(() => api.GET('/api/v1/session'));
    draw(session);
    return session;
  },
});

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Tells what the one who is logged in may do. */
export function useMay(): (permission: string) => boolean {
  const { context } = useSession();
  return (permission) => context?.permissions.includes(permission) ?? false;
}

export const isSignedIn = (session: Session): session is SignedIn => session.authenticated && !!session.person && !!session.context;

const contextOf = ({ context }: Session): string | null =>
  context?.kind === 'staff' || context?.kind === 'private' ? context.kind : (context?.organization?.id ?? null);

/** The door that a session came in by (A3), and so the one to log in by again. */
export const entranceOf = ({ context }: Session): Entrance => (context?.kind === 'private' ? 'private' : 'employer');

/** From here on the page belongs to this session's organisation. */
function draw(session: Session): void {
  drawnFor.csrfToken = session.csrfToken ?? null;
  drawnFor.context = contextOf(session);
  noteLimits(session);
}

/** Takes over a session that the server has just answered with, and forgets everything drawn for the one before. */
export function adopt(session: Session): void {
  draw(session);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  queryClient.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'operator' });
  tabs?.postMessage('changed');
}

/** Takes over whatever session the server has now, after a log-in. */
export async function refreshSession(): Promise<Session> {
  const session = await call(() => api.GET('/api/v1/session'));
  adopt(session);
  return session;
}

/** Starts to act for an organisation, or for the fund. */
export async function choose(to: Schemas['ContextChoice']): Promise<void> {
  adopt(await call(() => api.PUT('/api/v1/context', { params: { header: write() }, body: to })));
}

/** Who is logged in just now, without changing what this page is drawn for. */
export const peekSession = (): Promise<Session> => call(() => api.GET('/api/v1/session'));

/** Leaves what is on the screen and starts from the beginning. */
export const goHome = (): void => window.location.assign('/');

/**
 * Makes the server's session one for the organisation that this page was drawn for, after a new log-in or a switch in another tab.
 * Gives null when the work can go on, or the reason why not. Another person is not left logged in under this page.
 */
export async function resume(): Promise<string | null> {
  const drawn = queryClient.getQueryData(sessionQuery.queryKey);
  let now = await peekSession();
  if (!drawn || !isSignedIn(drawn) || !isSignedIn(now)) return 'Inloggningen gick inte igenom. Försök igen.';
  if (now.person.id !== drawn.person.id) {
    await end(now.csrfToken);
    return `Sidan hör till ${drawn.person.name}, men du loggade in som ${now.person.name}. Logga in som ${drawn.person.name} för att fortsätta.`;
  }
  if (entranceOf(drawn) !== entranceOf(now))
    return `Sidan hör till dig som ${entranceOf(drawn) === 'private' ? 'privatperson' : 'arbetsgivare'}. Logga in som det för att fortsätta.`;
  const wanted = drawn.context.organization;
  drawnFor.csrfToken = now.csrfToken;
  if (drawn.context.kind !== now.context.kind || wanted?.id !== now.context.organization?.id) {
    const to = wanted ? ({ kind: 'employer', organizationId: wanted.id } as const) : ({ kind: 'staff' } as const);
    now = await call(() => api.PUT('/api/v1/context', { params: { header: write() }, body: to }));
  }
  draw(now);
  queryClient.setQueryData(sessionQuery.queryKey, now);
  tabs?.postMessage('changed');
  return null;
}

const end = (csrfToken: string) => call(() => api.DELETE('/api/v1/session', { params: { header: { 'X-CSRF-Token': csrfToken } } }));

/** Ends the session here and in every tab; the landing page is loaded anew, so nothing stays in memory. */
export async function logOut(): Promise<void> {
  await end(drawnFor.csrfToken ?? '');
  tabs?.postMessage('changed');
  window.location.assign('/');
}

/** Asks the server again, without touching what this page was drawn for, and says so when they no longer agree (A11). */
export async function compareWithServer(): Promise<void> {
  const drawn = queryClient.getQueryData(sessionQuery.queryKey);
  if (!drawn?.authenticated) return;
  const { data } = await api.GET('/api/v1/session').catch(() => ({ data: undefined }));
  if (!data) return;
  noteLimits(data);
  if (!isSignedIn(data) || data.person.id !== drawn.person?.id) return interrupt('session-expired');
  drawnFor.csrfToken = data.csrfToken ?? null;
  if (contextOf(data) !== drawnFor.context) return interrupt('context-changed');
  if (rightsOf(data) !== rightsOf(drawn)) loseWhatWasSeen(data);
}

/** "Stanna kvar", in every tab. */
export async function stay(): Promise<void> {
  noteLimits(await call(() => api.POST('/api/v1/session/activity', { params: { header: write() } })));
  tabs?.postMessage('changed');
}

/** Ends every session of the person, this one too; the landing page is loaded anew. */
export async function logOutEverywhere(): Promise<void> {
  await call(() => api.DELETE('/api/v1/me/sessions', { params: { header: write() } }));
  tabs?.postMessage('changed');
  goHome();
}

watchSession({ ask: compareWithServer, stay });

const rightsOf = ({ context }: Session): string => [...(context?.permissions ?? [])].sort().join();

/** Other rights than the page was drawn with: the menu follows, and everything shown is asked for again. */
function loseWhatWasSeen(session: Session): void {
  queryClient.setQueryData(sessionQuery.queryKey, session);
  const stays = new Set<unknown>(['session', 'operator']);
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !stays.has(queryKey[0]) });
}

refusals.tell = () => void compareWithServer();

tabs?.addEventListener('message', () => void compareWithServer());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void compareWithServer();
});

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, call, drawnFor, write, type Schemas } from './client';
import { interrupt } from './interruption';
import { queryClient } from './query-client';

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

export const isSignedIn = (session: Session): session is SignedIn => session.authenticated && !!session.person && !!session.context;

const contextOf = ({ context }: Session): string | null => (context?.kind === 'staff' ? 'staff' : (context?.organization?.id ?? null));

/** From here on the page belongs to this session's organisation. */
function draw(session: Session): void {
  drawnFor.csrfToken = session.csrfToken ?? null;
  drawnFor.context = contextOf(session);
}

/** Takes over a session that the server has just answered with, and forgets everything drawn for the one before. */
export function adopt(session: Session): void {
  draw(session);
  queryClient.setQueryData(sessionQuery.queryKey, session);
  queryClient.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== 'operator' });
  tabs?.postMessage('changed');
}

/** What the bell shows; told by every reading of the session or of the messages. */
export function setUnread(unread: number): void {
  queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, unread });
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
 * Gives null when the work can go on, or the reason why not.
 */
export async function resume(): Promise<string | null> {
  const drawn = queryClient.getQueryData(sessionQuery.queryKey);
  let now = await peekSession();
  if (!drawn || !isSignedIn(drawn) || !isSignedIn(now)) return 'Inloggningen gick inte igenom. Försök igen.';
  if (now.person.id !== drawn.person.id)
    return `Sidan hör till ${drawn.person.name}, men du loggade in som ${now.person.name}. Logga in som ${drawn.person.name} för att fortsätta.`;
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

/** Ends the session here and in every tab; the landing page is loaded anew, so nothing stays in memory. */
export async function logOut(): Promise<void> {
  await call(() => api.DELETE('/api/v1/session', { params: { header: write() } }));
  tabs?.postMessage('changed');
  window.location.assign('/');
}

/** Asks the server again, without touching what this page was drawn for, and says so when they no longer agree (A11). */
export async function compareWithServer(): Promise<void> {
  const drawn = queryClient.getQueryData(sessionQuery.queryKey);
  if (!drawn?.authenticated) return;
  const { data } = await api.GET('/api/v1/session').catch(() => ({ data: undefined }));
  if (!data) return;
  if (!data.authenticated) return interrupt('session-expired');
  drawnFor.csrfToken = data.csrfToken ?? null;
  if (contextOf(data) === drawnFor.context) setUnread(data.unread ?? 0);
  if (contextOf(data) !== drawnFor.context) interrupt('context-changed');
}

tabs?.addEventListener('message', () => void compareWithServer());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void compareWithServer();
});

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, call, command } from './client';
import { newKey } from './key';
import { setUnread } from './session';

/** What is read and written about messages, how they come as mail, and mails that did not leave. */

const pages = { initialPageParam: null as string | null, getNextPageParam: (last: { next: string | null }) => last.next };
const from = (cursor: string | null) => (cursor ? { cursor } : {});

let readings = 0;

export const inboxQuery = infiniteQueryOptions({
  queryKey: ['inbox'],
  staleTime: 0,
  queryFn: async ({ pageParam }) => {
    const reading = ++readings;
    const page = await call(() => api.GET('/api/v1/me/notifications', { params: { query: from(pageParam) } }));
    // What a later reading has taken the place of is no news. (The query's signal would also end a reading whose page is left, and the bell waits for it.)
    if (reading === readings) setUnread(page.unread);
    return page;
  },
  ...pages,
});

export const preferencesQuery = queryOptions({
  queryKey: ['mail-preferences'],
  queryFn: () => call(() => api.GET('/api/v1/me/notification-preferences')),
});

export const failedMailQuery = infiniteQueryOptions({
  queryKey: ['failed-mail'],
  staleTime: 0,
  queryFn: ({ pageParam }) => call(() => api.GET('/api/v1/admin/outbox', { params: { query: { status: 'failed', ...from(pageParam) } } })),
  ...pages,
});

/** Every mail and sms that the portal can send, with made-up contents. */
export const mailExamplesQuery = queryOptions({
  queryKey: ['mail-examples'],
  queryFn: () => call(() => api.GET('/api/v1/admin/mails')),
});

export const readMessage = (id: string) => {
  const key = newKey();
  return call(() => api.POST('/api/v1/me/notifications/{id}/read', { params: { path: { id }, header: command(key) } }));
};

/** Everything there was when the page with this `seen` was read. */
export const readSeen = (seen: string) => {
  const key = newKey();
  return call(() => api.POST('/api/v1/me/notifications/read-all', { params: { header: command(key) }, body: { seen } }));
};

export const chooseMail = (type: string, choice: 'direct' | 'daily' | 'off') => {
  const key = newKey();
  return call(() =>
    api.PUT('/api/v1/me/notification-preferences/{type}', { params: { path: { type }, header: command(key) }, body: { choice } }),
  );
};

export const sendMailAgain = (id: string) => {
  const key = newKey();
  return call(() => api.POST('/api/v1/admin/outbox/{id}/retry', { params: { path: { id }, header: command(key) } }));
};

/** A mail came back, to this address of ours. */
export const noteReturn = (address: string, key: string) =>
  call(() => api.POST('/api/v1/admin/outbox/{address}/bounce', { params: { path: { address }, header: command(key) } }));

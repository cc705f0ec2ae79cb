const CALLBACK = '/auth/oidc/callback';
const TILL = 'oidc-till';

/**
 * What the issuer sent the browser back with. Taken out of the address as soon as the page loads, before anything else reads or keeps it:
 * it is good for one log-in and does not belong in the history.
 */
export const returned: string = window.location.pathname === CALLBACK ? window.location.search.slice(1) : '';
if (returned) window.history.replaceState(null, '', CALLBACK);

/** Where the person wanted to go, across the way to the issuer and back. */
export const keepTill = (till: string | undefined): void => (till ? sessionStorage.setItem(TILL, till) : sessionStorage.removeItem(TILL));

/** Gives it once. */
export function takeTill(): string | undefined {
  const till = sessionStorage.getItem(TILL) ?? undefined;
  sessionStorage.removeItem(TILL);
  return till;
}

const RETURN = '/bankid/retur';

/**
 * The word that the BankID app came back with. Taken out of the address as soon as the page loads, before anything else reads or keeps it: it
 * is good for one log-in and does not belong in the history.
 */
export const broughtBack: string =
  window.location.pathname === RETURN ? (new URLSearchParams(window.location.hash.slice(1)).get('n') ?? '') : '';
if (broughtBack) window.history.replaceState(null, '', RETURN);

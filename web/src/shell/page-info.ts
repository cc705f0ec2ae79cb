import { useSyncExternalStore } from 'react';

/** What the page being shown is called, for the window's title and for mail to the support; never a person's or a case's own words. */
export interface PageInfo {
  title: string;
  caseNumber: string | null;
  /** Of the last fault shown, so that the support finds it in the logs. */
  requestId: string | null;
}

let info: PageInfo = { title: 'Mina sidor', caseNumber: null, requestId: null };
const listeners = new Set<() => void>();

export function setPageInfo(next: PageInfo): void {
  info = next;
  for (const listener of listeners) listener();
}

export const usePageInfo = (): PageInfo =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => info,
  );

/** A mail to the support that says where the person was, without personal data (A5). */
export function supportMail(to: string, page: PageInfo, path: string): string {
  // The end of an invitation's address is a secret.
  const place = path.replace(/^(\/inbjudan(?:\/visa)?)\/.*/, '$1');
  const lines = [
    'Beskriv ditt ärende här. Skriv inga personnummer.',
    '',
    `Sida: ${page.title}`,
    `Adress: ${place}`,
    ...(page.caseNumber ? [`Ärende: ${page.caseNumber}`] : []),
    ...(page.requestId ? [`Felnummer: ${page.requestId}`] : []),
  ];
  const subject = `Mina sidor: ${page.caseNumber ? `ärende ${page.caseNumber}` : page.title}`;
  return `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join('\r\n'))}`;
}

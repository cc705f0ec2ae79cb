import type { Schemas } from '../../api/client';

export type Letter = NonNullable<Schemas['InvitationRow']['letter']>;

/** How a letter has fared. That somebody's mail server took it is all that can be known. */
export const letters: Readonly<Record<Letter, string>> = {
  waiting: 'E-posten väntar på att skickas.',
  sent: 'E-posten är överlämnad till mottagarens e-postserver.',
  bounced: 'E-posten kunde inte levereras. Kontrollera adressen.',
  failed: 'E-posten gick inte att skicka. Det behöver inte vara något fel på adressen.',
};
export const isFault = (state: Letter | null): boolean => state === 'bounced' || state === 'failed';

import { useEffect, useRef, useState } from 'react';
import { queryClient } from '../../api/query-client';
import { adoptUser, roleOffersQuery, type User, userQuery } from '../../api/users';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';

const names = ['person', 'contact', 'permissions', 'substitute', 'status'] as const;
type Card = (typeof names)[number];

/** What a card of the page is drawn from, and what to do with something newer. */
export interface Drawn {
  user: User;
  /** Only one's own saves and "Hämta på nytt" move it on: what somebody else has saved is never overwritten unseen. */
  version: number;
  adopt: (user: User) => Promise<void>;
  /** Draws the card anew, and those in which nothing is written. */
  reload: () => Promise<void>;
  /** Notes whether something is written in the card that is not saved. */
  note: (dirty: boolean) => void;
}

/** Each card with the version that it was drawn from, and a key that draws it anew when it changes. */
export function useCards(user: User): Readonly<Record<Card, { key: string; drawn: Drawn }>> {
  const [cards, setCards] = useState(() => each(() => ({ version: user.version, round: 0 })));
  const written = useRef(new Set<Card>());
  return each((card) => {
    const { version, round } = cards[card];
    const drawn: Drawn = {
      user,
      version,
      adopt: async (next) => {
        setCards((all) => each((one) => (all[one].version === version ? { ...all[one], version: next.version } : all[one])));
        await adoptUser(next);
      },
      reload: async () => {
        const anew = { staleTime: 0 };
        const [fresh] = await Promise.all([
          queryClient.fetchQuery({ ...userQuery(user.id), ...anew }),
          queryClient.fetchQuery({ ...roleOffersQuery, ...anew }),
        ]);
        const stays = new Set([...written.current].filter((one) => one !== card));
        setCards((all) => each((one) => (stays.has(one) ? all[one] : { version: fresh.version, round: all[one].round + 1 })));
      },
      note: (dirty) => void (dirty ? written.current.add(card) : written.current.delete(card)),
    };
    return { key: `${card} ${round}`, drawn };
  });
}

/** Asks before the page is left with something written in a card, and lets the card keep it when another one is drawn anew. */
export function useWritten(dirty: boolean, note: Drawn['note']): void {
  useUnsavedWarning(dirty);
  useEffect(() => {
    note(dirty);
    return () => note(false);
  }, [dirty, note]);
}

const each = <T>(make: (card: Card) => T): Record<Card, T> =>
  Object.fromEntries(names.map((card) => [card, make(card)])) as Record<Card, T>;

import { Link } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';

/** Leads to the messages and says how many are unread. */
export function Bell({ unread }: { unread: number }) {
  const name = unread === 0 ? 'Meddelanden' : `Meddelanden, ${unread} ${unread === 1 ? 'oläst' : 'olästa'}`;
  return (
    <Link to="/meddelanden" className="bell" aria-label={name} title="Meddelanden">
      <BellIcon aria-hidden size={22} />
      {unread > 0 && <span aria-hidden>{unread > 99 ? '99+' : unread}</span>}
    </Link>
  );
}

import { Link, useLocation } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { logOut, type SignedIn } from '../api/session';
import { staffSide } from './staff-side';
import { useDismiss } from './useDismiss';

/** "Anni Widdersjö - Stockholms stad" (A17). */
const nameOf = ({ person, context }: SignedIn): string =>
  context.organization
    ? `${person.name} - ${context.organization.name}`
    : context.kind === 'staff'
      ? `${person.name} - ${staffSide(context.roles).short}`
      : context.kind === 'private'
        ? `${person.name} - privatperson`
        : person.name;

/** Who is logged in and for whom; opens "Byt organisation", "Mina inställningar" and "Logga ut" (A11, A17, B12). */
export function UserMenu({ session }: { session: SignedIn }) {
  const path = useLocation({ select: (location) => location.pathname });
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, box, close);
  useEffect(close, [path, close]);
  return (
    <div className="user" ref={box}>
      <button type="button" className="user-button" aria-expanded={open} aria-controls="anvandarmeny" onClick={() => setOpen(!open)}>
        <span>{nameOf(session)}</span>
        <ChevronDown aria-hidden size={18} />
      </button>
      <div className="user-panel" id="anvandarmeny" hidden={!open}>
        <Choices session={session} />
      </div>
    </div>
  );
}

/** The same choices in the panel of small screens. */
export function UserLinks({ session }: { session: SignedIn }) {
  return (
    <div className="panel-user">
      <p>{nameOf(session)}</p>
      <Choices session={session} />
    </div>
  );
}

function Choices({ session }: { session: SignedIn }) {
  const [failed, setFailed] = useState(false);
  return (
    <ul role="list">
      {(session.choices ?? 0) > 1 && (
        <li>
          <Link to="/valj-organisation" className="panel-link">
            Byt organisation
          </Link>
        </li>
      )}
      <li>
        <Link to="/mina-installningar" className="panel-link">
          Mina inställningar
        </Link>
      </li>
      <li>
        <button type="button" className="panel-link" onClick={() => void logOut().catch(() => setFailed(true))}>
          Logga ut
        </button>
      </li>
      {failed && <li role="alert">Utloggningen gick inte igenom. Försök igen.</li>}
    </ul>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Menu, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { operatorQuery } from '../api/queries';
import { isSignedIn, type Session } from '../api/session';
import { areas } from './areas';
import { Bell } from './Bell';
import { Logo } from './Logo';
import { SupportLink } from './SupportLink';
import { useDismiss } from './useDismiss';
import { UserMenu, UserLinks } from './UserMenu';

/** Logo, menu, "Maila supporten" and who is logged in; at small widths all but the logo go behind "Meny" (A5, A16, A17). */
export function Header({ session }: { session: Session }) {
  const operator = useSuspenseQuery(operatorQuery).data;
  const path = useLocation({ select: (location) => location.pathname });
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, box, close);
  useEffect(close, [path, close]);
  const signedIn = isSignedIn(session) ? session : null;
  const isEmployer = signedIn?.context.kind === 'employer';
  const mine = isEmployer ? areas.filter(({ permission }) => signedIn.context.permissions.includes(permission)) : [];
  const menu = isEmployer && (
    <nav aria-label="Huvudmeny">
      <ul role="list" className="menu">
        <li>
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            Sammanfattning
          </Link>
        </li>
        {signedIn.context.permissions.includes('economy:read') && (
          <li>
            <Link to="/ekonomi" activeOptions={{ exact: true }} aria-current={inEconomy(path) ? 'page' : undefined}>
              Ekonomi
            </Link>
          </li>
        )}
        {mine.map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
        {signedIn.context.permissions.includes('users:manage') && (
          <li>
            <Link to="/anvandare" activeOptions={{ includeSearch: false }}>
              Administrera användare
            </Link>
          </li>
        )}
        {signedIn.context.permissions.includes('workplaces:manage') && (
          <li>
            <Link to="/arbetsplatser" activeOptions={{ includeSearch: false }}>
              Arbetsplatser
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
  const ownMenu = signedIn?.context.kind === 'private' && (
    <nav aria-label="Huvudmeny">
      <ul role="list" className="menu">
        <li>
          <Link to="/min-sida" activeOptions={{ exact: true }}>
            Min sida
          </Link>
        </li>
      </ul>
    </nav>
  );
  return (
    <header className="header" ref={box} data-long={mine.length > 0 || undefined}>
      {session.simulator && <p className="simulator">Testmiljö: e-legitimationen är en simulator. Inga riktiga uppgifter.</p>}
      <div className="header-row">
        <Logo operator={operator.name} product={operator.productName} />
        <div className="header-wide">
          {menu || ownMenu}
          <div className="header-end">
            <SupportLink className="header-link" />
            {signedIn && <UserMenu session={signedIn} />}
          </div>
        </div>
        {signedIn && <Bell unread={signedIn.unread ?? 0} />}
        <button type="button" className="menu-button" aria-expanded={open} aria-controls="meny" onClick={() => setOpen(!open)}>
          {open ? <X aria-hidden size={22} /> : <Menu aria-hidden size={22} />}
          Meny
        </button>
      </div>
      <div className="menu-panel" id="meny" hidden={!open}>
        {menu || ownMenu}
        {signedIn && <UserLinks session={signedIn} />}
        <SupportLink className="panel-link" />
      </div>
    </header>
  );
}

const inEconomy = (path: string): boolean => /^\/(ekonomi|insatser|offerter|rekvisitioner)(\/|$)/.test(path);

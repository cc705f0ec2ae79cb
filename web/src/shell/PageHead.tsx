import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { entranceOf, useSession } from '../api/session';
import { StatusBadge } from '../ui/StatusBadge';
import { setPageInfo } from './page-info';

export interface Crumb {
  label: string;
  link?: LinkProps;
}

interface Props {
  title: string;
  /** The trail to this page, without the first step "Arbetsgivare" or "Privatpersoner" (A18). */
  crumbs?: readonly Crumb[];
  status?: { status: string; label: string };
  lead?: ReactNode;
  caseNumber?: string | null;
  requestId?: string | null;
  /** Tabs at the foot of the band. */
  children?: ReactNode;
}

let shownBefore = false;

/** The dark band on top of each page: trail, heading, status. Names the window, and takes the focus after a change of page. */
export function PageHead({ title, crumbs, status, lead, caseNumber = null, requestId = null, children }: Props) {
  const isPrivate = entranceOf(useSession()) === 'private';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Mina sidor${isPrivate ? '' : ' Arbetsgivare'}`;
    setPageInfo({ title, caseNumber, requestId });
  }, [title, caseNumber, requestId, isPrivate]);
  useEffect(() => {
    if (shownBefore) heading.current?.focus({ preventScroll: true });
    shownBefore = true;
  }, []);
  return (
    <div className="band">
      <div className="band-row">
        {crumbs && (
          <nav aria-label="Brödsmulor">
            <ol role="list" className="crumbs">
              <li>
                <Link to="/" activeOptions={{ exact: true }}>
                  {isPrivate ? 'Privatpersoner' : 'Arbetsgivare'}
                </Link>
              </li>
              {crumbs.map(({ label, link }) => (
                <li key={label}>{link ? <Link {...link}>{label}</Link> : <span aria-current="page">{label}</span>}</li>
              ))}
            </ol>
          </nav>
        )}
        <div className="band-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {status && <StatusBadge {...status} />}
        </div>
        {lead && <p className="band-lead">{lead}</p>}
        {children}
      </div>
    </div>
  );
}

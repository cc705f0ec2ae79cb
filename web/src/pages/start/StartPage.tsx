import { Navigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { isSignedIn, useSession } from '../../api/session';
import { PendingPage } from '../PendingPage';
import { LandingPage } from './LandingPage';

const CompanyPage = lazy(() => import('./CompanyPage').then((file) => ({ default: file.CompanyPage })));
const SummaryPage = lazy(() => import('./SummaryPage').then((file) => ({ default: file.SummaryPage })));

/** "/": the landing page before log-in, and after it the start page of whoever is logged in. */
export function StartPage() {
  const session = useSession();
  if (!isSignedIn(session)) return <LandingPage />;
  if (session.context.kind === 'staff') return <Navigate to="/fonden" replace />;
  if (session.context.kind === 'private') return <Navigate to="/min-sida" replace />;
  if (session.context.kind === 'none') return <Navigate to={session.choices ? '/valj-organisation' : '/ingen-organisation'} replace />;
  const Page = session.context.permissions.includes('economy:read') ? SummaryPage : CompanyPage;
  return (
    <Suspense fallback={<PendingPage />}>
      <Page session={session} />
    </Suspense>
  );
}

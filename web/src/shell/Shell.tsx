import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useInterruption } from '../api/interruption';
import { useSession } from '../api/session';
import { Footer } from './Footer';
import { Header } from './Header';

const InterruptionDialog = lazy(() => import('./InterruptionDialog'));

/** The frame of every page: skip link, header, the page, footer, and the dialog for what comes in between. */
export function Shell() {
  const session = useSession();
  const interruption = useInterruption();
  return (
    <>
      <a className="skip" href="#innehall">
        Hoppa till innehållet
      </a>
      <Header session={session} />
      <main id="innehall" tabIndex={-1} data-quiet-focus>
        <Outlet />
      </main>
      <Footer />
      <Suspense>{interruption && <InterruptionDialog kind={interruption} />}</Suspense>
    </>
  );
}

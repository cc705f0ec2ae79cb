import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useInterruption } from '../api/interruption';
import { useSession } from '../api/session';
import { useEnding } from '../api/session-limits';
import { Footer } from './Footer';
import { Header } from './Header';

const EndingNotice = lazy(() => import('./EndingNotice'));
const InterruptionDialog = lazy(() => import('./InterruptionDialog'));

/** The frame of every page: skip link, header, the page, footer, and the dialogs for what comes in between and for a session that is about to end. */
export function Shell() {
  const session = useSession();
  const interruption = useInterruption();
  const ending = useEnding();
  return (
    <>
      <a className="skip" href="#innehall">
        Hoppa till innehållet
      </a>
      <Header session={session} />
      <Suspense>{ending && !interruption && <EndingNotice {...ending} />}</Suspense>
      <main id="innehall" tabIndex={-1} data-quiet-focus>
        <Outlet />
      </main>
      <Footer />
      <Suspense>{interruption && <InterruptionDialog kind={interruption} />}</Suspense>
    </>
  );
}

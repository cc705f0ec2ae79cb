import { useBlocker } from '@tanstack/react-router';

/** Asks before a page is left with something written that is not saved, also when the window is closed. */
export function useUnsavedWarning(dirty: boolean): void {
  useBlocker({
    enableBeforeUnload: dirty,
    shouldBlockFn: () => dirty && !window.confirm('Du har ändringar som inte är sparade. Vill du lämna sidan ändå?'),
  });
}

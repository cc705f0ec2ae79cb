import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { focusHeading } from './focus-heading';

interface Props {
  title: string;
  /** Escape, the cross and a press outside; leave it out when the person has to choose. */
  onClose?: (() => void) | undefined;
  closeLabel?: string;
  children: ReactNode;
}

/**
 * A modal dialog on the browser's own `<dialog>`: focus stays inside, the page behind is inert, focus goes back afterwards; to the page's
 * heading when what opened it has gone meanwhile. It is gone when the page takes it away and never before: browsers close one by themselves the second time that somebody presses Escape in it.
 */
export function Dialog({ title, onClose, closeLabel = 'Stäng', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else focusHeading();
    };
  }, []);
  // A new title is a new step: what stood in the last one, with the focus, is gone.
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        // A dialog inside this one has taken its own.
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose?.();
      }}
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected && !currentTarget.open) currentTarget.showModal();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className="dialog-head">
        <h2 id={headingId} ref={heading} tabIndex={-1} data-quiet-focus>
          {title}
        </h2>
        {onClose && (
          <button type="button" className="icon-button" aria-label={closeLabel} onClick={onClose}>
            <X aria-hidden size={20} />
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}

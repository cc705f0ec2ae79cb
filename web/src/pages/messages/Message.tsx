import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { momentText } from '../../text/dates';
import { Button } from '../../ui/Button';

/** A path of ours, with what is asked of its page. */
function linkTo(path: string): { to: string; search: Record<string, string> } {
  const { pathname, searchParams } = new URL(path, location.origin);
  return { to: pathname, search: Object.fromEntries(searchParams) };
}

/** One message; opening what it is about marks it as read. */
export function Message({ row, onRead }: { row: Schemas['MessageRow']; onRead: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const isUnread = row.readAt === null;

  async function mark() {
    setBusy(true);
    await onRead();
    setBusy(false);
    // The button is gone: the focus stays with the message.
    item.current?.focus();
  }

  return (
    <li ref={item} tabIndex={-1} className="message" data-unread={isUnread || undefined}>
      <div className="message-head">
        <h2>
          {row.path ? (
            <Link {...linkTo(row.path)} onClick={() => void (isUnread && onRead())}>
              {row.title}
            </Link>
          ) : (
            row.title
          )}
        </h2>
        {isUnread && (
          <span className="badge" data-tone="info">
            Oläst
          </span>
        )}
      </div>
      <p className="message-text">{row.text}</p>
      <div className="message-foot">
        <span className="small soft">
          {row.typeLabel} · <time dateTime={row.createdAt}>{momentText(row.createdAt)}</time>
        </span>
        {isUnread && (
          <Button look="quiet" busy={busy} aria-label={`Markera som läst: ${row.title}`} onClick={() => void mark()}>
            Markera som läst
          </Button>
        )}
      </div>
    </li>
  );
}

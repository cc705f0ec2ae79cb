import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { Notice } from '../ui/Notice';

/** A link that looks like the page's main button. */
export const ActionLink = createLink((props: ComponentProps<'a'>) => <a {...props} className="button primary" />);
export const SecondaryLink = createLink((props: ComponentProps<'a'>) => <a {...props} className="button secondary" />);

/** Where a form would stand, when the case is no longer a draft. */
export function NotDraft({ text, children }: { text: string; children: ReactNode }) {
  return (
    <>
      <Notice tone="info" title={text} />
      <p className="actions">{children}</p>
    </>
  );
}

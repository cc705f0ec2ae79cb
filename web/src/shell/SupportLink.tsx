import { useSuspenseQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { operatorQuery } from '../api/queries';
import { supportMail, usePageInfo } from './page-info';

/** "Maila supporten" (A5): opens the person's mail program with the page and the case number filled in. */
export function SupportLink({ className }: { className?: string }) {
  const { supportEmail } = useSuspenseQuery(operatorQuery).data;
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <a className={className} href={supportMail(supportEmail, usePageInfo(), path)}>
      <Mail aria-hidden size={18} />
      Maila supporten
    </a>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { onboardingQuery } from './company-queries';
import '../../styles/company.css';

type Step = Schemas['OnboardingItem']['step'];

/** Where each step is done; steps without a page of their own are told only. */
const steps: Readonly<Record<Step, { label: string; about: string; to: string }>> = {
  anvandare: { label: 'Lägg till användare', about: 'Bjud in kollegor, eller lägg till dem med personnummer.', to: '/anvandare/lagg-till' },
  yrkesutbildningsansvarig: {
    label: 'Ge någon rollen Yrkesutbildningsansvarig',
    about: 'Utser handledare, kopplar lärlingar till dem och ser företagets e-böcker.',
    to: '/anvandare',
  },
  handledare: { label: 'Ge någon rollen Handledare', about: 'Kräver yrkesbevis eller handledardispens.', to: '/anvandare' },
  bestallningsgodkannare: {
    label: 'Ge någon rollen Beställningsgodkännare',
    about: 'Godkänner beställningar av distansutbildningar, med betalningsansvar.',
    to: '/anvandare',
  },
  arbetsplatser: {
    label: 'Se över arbetsplatserna',
    about: 'Huvudkontoret finns redan. Ange dess adress, och lägg till fler om ni har det.',
    to: '/arbetsplatser',
  },
};

/** "Kom igång" (B21): what a newly connected company does first, ticked by what is there. Hidden for the whole company, and brought back. */
export function Onboarding() {
  const { hidden, items } = useSuspenseQuery(onboardingQuery).data;
  const heading = useRef<HTMLHeadingElement>(null);
  const done = items.filter((item) => item.done).length;
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.PUT('/api/v1/company/onboarding', { params: { header: command(key) }, body: { hidden: !hidden } })),
    async (saved) => {
      // A reading under way may have left the server before it was saved.
      await queryClient.cancelQueries({ queryKey: onboardingQuery.queryKey });
      queryClient.setQueryData(onboardingQuery.queryKey, saved);
      announce(saved.hidden ? 'Checklistan är dold' : 'Checklistan visas');
      heading.current?.focus();
    },
  );
  return (
    <section className="card" aria-labelledby="kom-igang">
      <div className="split">
        <h2 id="kom-igang" ref={heading} tabIndex={-1} data-quiet-focus>
          Kom igång
        </h2>
        <p className="soft num">
          {done} av {items.length} klara
        </p>
      </div>
      {problem && <Notice tone="danger" title={problem.title} live />}
      {!hidden && (
        <ol role="list" className="checklist">
          {items.map((item) => (
            <Item key={item.step} {...item} />
          ))}
        </ol>
      )}
      <div className="actions">
        <Button look="quiet" busy={busy} onClick={() => void run()}>
          {hidden ? 'Visa checklistan' : 'Dölj checklistan för företaget'}
        </Button>
      </div>
    </section>
  );
}

function Item({ step, done }: Schemas['OnboardingItem']) {
  const { label, about, to } = steps[step];
  const Icon = done ? CircleCheck : Circle;
  return (
    <li data-done={done || undefined}>
      <Icon aria-hidden size={22} />
      <div>
        <p>
          <Link to={to}>{label}</Link>
          <span className="visually-hidden">{done ? ', klart' : ', inte klart'}</span>
        </p>
        <p className="small soft">{about}</p>
      </div>
    </li>
  );
}

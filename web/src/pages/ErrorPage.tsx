import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { asProblem, type Problem } from '../api/problem';
import { PageHead } from '../shell/PageHead';
import { Button } from '../ui/Button';

/** What to tell and what to do, by kind of fault. */
function words(problem: Problem): { title: string; text: string; retry: boolean } {
  if (problem.status === 0)
    return { title: 'Ingen kontakt med Mina sidor', text: 'Kontrollera att du har internetanslutning och försök igen.', retry: true };
  if (problem.code.startsWith('context/'))
    return { title: problem.title, text: problem.detail ?? 'Välj organisation i menyn.', retry: false };
  if (problem.status === 403)
    return {
      title: 'Du har inte behörighet till sidan',
      text: 'Be en administratör i din organisation om behörighet, eller gå tillbaka till sammanfattningen.',
      retry: false,
    };
  if (problem.status === 404 || problem.status === 400 || problem.status === 422)
    return {
      title: 'Sidan finns inte',
      text: 'Adressen kan vara felskriven, eller så hör ärendet till en organisation som du inte representerar just nu.',
      retry: false,
    };
  if (problem.status === 409) return { title: 'Det går inte just nu', text: problem.detail ?? problem.title, retry: true };
  if (problem.status === 429) return { title: 'För många försök', text: 'Vänta en stund och försök sedan igen.', retry: true };
  if (problem.status === 503)
    return { title: 'Tjänsten är tillfälligt otillgänglig', text: 'Ingenting har gått förlorat. Försök igen om en stund.', retry: true };
  return { title: 'Något gick fel hos oss', text: 'Felet är noterat. Försök igen, eller maila supporten om det händer igen.', retry: true };
}

/** Every fault that leaves no page to show (403, 404, 409, 500, 503, no connection). */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const problem = asProblem(error);
  const { title, text, retry } = words(problem);
  return (
    <>
      <PageHead title={title} requestId={problem.requestId} />
      <div className="content prose">
        <p>{text}</p>
        {problem.requestId && <p className="small soft">Felnummer: {problem.requestId}</p>}
        <p className="actions">
          {retry && (
            <Button
              onClick={() => {
                reset();
                void router.invalidate();
              }}
            >
              Försök igen
            </Button>
          )}
          <Link to="/" className="button secondary" reloadDocument>
            Till startsidan
          </Link>
        </p>
      </div>
    </>
  );
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <>
      <PageHead title="Sidan finns inte" />
      <div className="content prose">
        <p>Adressen kan vara felskriven eller gammal.</p>
        <p className="actions">
          <Link to="/" className="button secondary">
            Till startsidan
          </Link>
        </p>
      </div>
    </>
  );
}

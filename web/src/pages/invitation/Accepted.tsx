import { useNavigate } from '@tanstack/react-router';
import { refreshSession } from '../../api/session';
import { LogIn } from '../../auth/LogIn';
import { PageHead } from '../../shell/PageHead';

/** After the signature the person can log in (A36). */
export function Accepted({ organization, already = false }: { organization: string; already?: boolean }) {
  const navigate = useNavigate();
  return (
    <>
      <PageHead key="accepted" title={already ? 'Du har redan behörighet' : 'Inbjudan är accepterad'} />
      <div className="content landing">
        <section className="card entrance" aria-labelledby="logga-in">
          <h2 id="logga-in">Logga in</h2>
          <p id="som-anvandare">
            {already ? `Du är redan användare hos ${organization}.` : `Du är nu användare hos ${organization}.`} Logga in för att komma till
            Mina sidor.
          </p>
          <LogIn
            describedBy="som-anvandare"
            onComplete={async (next) => {
              await refreshSession();
              await navigate({ href: next ?? '/', replace: true });
            }}
          />
        </section>
      </div>
    </>
  );
}

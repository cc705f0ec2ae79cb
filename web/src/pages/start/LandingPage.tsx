import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { operatorQuery } from '../../api/queries';
import { refreshSession } from '../../api/session';
import { LogIn } from '../../auth/LogIn';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { Notice } from '../../ui/Notice';
import { safePath } from '../../site-guard';

/** The landing page: its two entrances, each with both e-IDs (A1–A6). */
export function LandingPage() {
  const operator = useSuspenseQuery(operatorQuery).data;
  const { till } = useSearch({ from: '/' });
  const navigate = useNavigate();
  const enter = async (href: string) => {
    await refreshSession();
    await navigate({ href, replace: true });
  };
  return (
    <>
      <PageHead
        title={`${operator.name} Mina sidor`}
        lead="För arbetsgivare som söker medel för förebyggande insatser och rekvirerar beviljade medel, och för dig som vill se dina egna uppgifter."
      />
      <div className="content landing">
        {till && <Notice tone="info" title="Logga in för att komma till sidan." />}
        <section className="card entrance" aria-labelledby="arbetsgivare">
          <h2 id="arbetsgivare">Arbetsgivare</h2>
          <p id="som-arbetsgivare">Logga in som arbetsgivare.</p>
          <LogIn till={till} describedBy="som-arbetsgivare" onComplete={() => enter(safePath(till))} />
        </section>
        <section className="card entrance" aria-labelledby="privatpersoner">
          <h2 id="privatpersoner">Privatpersoner</h2>
          <p id="som-privatperson">Logga in som privatperson.</p>
          <LogIn entrance="private" describedBy="som-privatperson" onComplete={(next) => enter(next ?? '/')} />
        </section>
        <div className="landing-help">
          <Register />
          <section className="landing-help" aria-labelledby="hjalp">
            <h2 id="hjalp">Behöver du hjälp?</h2>
            <p>
              Som arbetsgivare söker du medel för din organisation. Som privatperson ser du dina egna uppgifter. Har du fått en inbjudan
              loggar du in när du har accepterat den. Saknar du behörighet kontaktar du den som administrerar användare hos din
              arbetsgivare.
            </p>
            <ul role="list">
              <li>
                <SupportLink className="icon-link" />
              </li>
              <li>
                <a className="icon-link" href={operator.siteUrl}>
                  <ExternalLink aria-hidden size={18} />
                  Till {new URL(operator.siteUrl).host.replace(/^www\./, '')}
                </a>
              </li>
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

/** "Registrera dig" (B10, B11, B13): what somebody does who is new and belongs to no company yet. */
function Register() {
  return (
    <section className="prose" aria-labelledby="registrera">
      <h2 id="registrera">Registrera dig</h2>
      <p>Arbetar du på ett byggföretag och är ny här? Så här gör du:</p>
      <ol>
        <li>Logga in som arbetsgivare med din e-legitimation. Ditt namn och personnummer kommer därifrån.</li>
        <li>Ange din e-postadress och ditt mobilnummer. Du får en kod till var och en av dem, och verifierar dem genom att ange koden.</li>
        <li>Välj Koppla företag och ansök. Din BYN-region kopplar dig till företaget och hör av sig.</li>
      </ol>
    </section>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { refreshSession } from '../../api/session';
import { LogIn } from '../../auth/LogIn';
import { PageHead } from '../../shell/PageHead';

/** Just signed here, already a user by another invitation, or a link that somebody has used before. */
type How = 'signed' | 'member' | 'before';
const words: Readonly<Record<How, { title: string; text: (organization: string) => string }>> = {
  signed: {
    title: 'Inbjudan är accepterad',
    text: (organization) => `Du är nu användare hos ${organization}. Logga in för att komma till Mina sidor.`,
  },
  member: {
    title: 'Du har redan behörighet',
    text: (organization) =>
      `Du är redan användare hos ${organization}. Logga in för att komma till Mina sidor. Inbjudan gäller fortfarande för den som är inbjuden.`,
  },
  before: {
    title: 'Inbjudan är redan accepterad',
    text: (organization) =>
      `Inbjudan till ${organization} är redan använd. Är det du som accepterade den loggar du in här. Annars ber du din arbetsgivares administratör om en egen inbjudan.`,
  },
};

/** After the signature the person can log in (A36). */
export function Accepted({ organization, how }: { organization: string; how: How }) {
  const navigate = useNavigate();
  const { title, text } = words[how];
  return (
    <>
      <PageHead key="accepted" title={title} />
      <div className="content landing">
        <section className="card entrance" aria-labelledby="logga-in">
          <h2 id="logga-in">Logga in</h2>
          <p id="som-anvandare">{text(organization)}</p>
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

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, call, command, type Schemas } from '../../api/client';
import { invitationQuery } from '../../api/invitation-queries';
import { useCommand } from '../../forms/useCommand';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ReadFault } from '../../ui/ReadFault';

interface Props {
  answer: Schemas['LookUpAnswer'];
  onSent: (text: string) => void;
}

/** Why the address isn't free to invite (A26), and the way on: to the user, or "Skicka igen" (V1). */
export function TakenAddress({ answer: { outcome, userId, invitationId }, onSent }: Props) {
  return outcome === 'member' ? (
    <Notice tone="warning" title="Personen är redan användare i organisationen." live>
      {userId ? (
        <p>
          <Link to="/anvandare/$id" params={{ id: userId }}>
            Öppna användaren och ändra behörigheter
          </Link>
        </p>
      ) : (
        <p>Den som administrerar hela organisationen kan ändra behörigheterna.</p>
      )}
    </Notice>
  ) : (
    <Notice tone="warning" title="Det finns redan en inbjudan till adressen." live>
      {invitationId ? (
        <SendAgain id={invitationId} onSent={onSent} />
      ) : (
        <p>Den som administrerar hela organisationen kan skicka den igen.</p>
      )}
    </Notice>
  );
}

function SendAgain({ id, onSent }: { id: string; onSent: (text: string) => void }) {
  const { data: invitation, isError, error, refetch } = useQuery(invitationQuery(id));
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.POST('/api/v1/invitations/{id}/resend', { params: { path: { id }, header: command(key) } })),
    ({ email }) => onSent(`Inbjudan är skickad igen till ${email}.`),
  );
  if (!invitation && isError) return <ReadFault error={error} again={refetch} />;
  if (!invitation) return <p>Hämtar …</p>;
  const { email, statusLabel, actions } = invitation;
  const resend = actions.find(({ name }) => name === 'resend');
  return resend?.allowed ? (
    <>
      <p className="break">
        En ny länk kan skickas till {email}. Den gäller i två veckor, och länken i det förra e-postmeddelandet slutar gälla.
      </p>
      {problem && <p className="field-error">{problem.title}</p>}
      <p>
        <Button look="secondary" busy={busy} onClick={() => void run()}>
          Skicka igen
        </Button>
      </p>
    </>
  ) : (
    <>
      <p>
        Status: {statusLabel}. {resend?.whyText}
      </p>
      <p>
        <Link to="/anvandare/inbjudningar">Öppna inbjudningarna</Link>
      </p>
    </>
  );
}

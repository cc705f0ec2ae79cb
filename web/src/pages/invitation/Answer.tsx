import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call, type Schemas } from '../../api/client';
import { invitationLinkQuery } from '../../api/invitation-queries';
import { asProblem, type Problem } from '../../api/problem';
import { operatorQuery } from '../../api/queries';
import { queryClient } from '../../api/query-client';
import { providers, type ProviderName } from '../../auth/providers';
import { Sign } from '../../auth/SignDialog';
import { PageHead } from '../../shell/PageHead';
import { Notice } from '../../ui/Notice';
import { roleHints, rolesText } from '../invitations/roles';
import { Accepted } from './Accepted';
import { Decline } from './Decline';

/** What the person can do about it; the invitation is as it was. */
const helps: Readonly<Record<string, string>> = {
  'invitations/another-person':
    'E-legitimationen tillhör någon annan än den som är inbjuden. Inbjudan gäller fortfarande. Be den som är inbjuden att öppna länken och signera.',
  'invitations/suspended':
    'Kontakta en administratör hos arbetsgivaren om du tror att det är fel. Inbjudan gäller fortfarande för den som är inbjuden.',
  'users/qualification-needed':
    'Inbjudan gäller fortfarande. Kontakta din BYN-region, som registrerar yrkesbevis och dispenser, och signera sedan igen.',
  'users/department-closed': 'Kontakta den som bjöd in dig.',
};

const helpFor = ({ code, detail }: Problem): string | null => helps[code] ?? detail;

/** Neither another person's e-ID, a suspension nor what the invited person lacks is mended by signing once more. */
const isFinal = ({ code }: Problem): boolean =>
  code === 'invitations/another-person' || code === 'invitations/suspended' || code.startsWith('users/');

/** A valid invitation: what it gives, and the signature that accepts it (A35, C12). */
export function Answer({ token, link, onSigned }: { token: string; link: Schemas['LinkView']; onSigned: () => void }) {
  const { organization, invitedBy, roles, validThrough } = link;
  const offersFreja = useQuery(operatorQuery).data?.freja;
  const [problem, setProblem] = useState<Problem | null>(null);
  const { queryKey } = invitationLinkQuery(token);
  const show = (next: Schemas['LinkView']) => queryClient.setQueryData(queryKey, next);

  async function accept(signatureOrderId: string) {
    setProblem(null);
    try {
      const signed = await call(() => api.POST('/api/v1/invitation-link/acceptance', { body: { token, signatureOrderId } }));
      await queryClient.cancelQueries({ queryKey });
      onSigned();
      show(signed);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      void queryClient.invalidateQueries({ queryKey });
      throw thrown;
    }
  }

  if (problem?.code === 'invitations/already-member') return <Accepted organization={organization!} how="member" />;
  const rights = roles.length ? `Behörighet: ${rolesText(roles)}.` : '';
  const sign = (provider: ProviderName, look: 'primary' | 'secondary') => (
    <Sign
      provider={providers[provider]}
      look={look}
      about={`invitation:${organization}:${validThrough}`}
      start={(order) => api.POST('/api/v1/invitation-link/signature-orders', { body: { ...order, token } })}
      onSigned={accept}
      explain={(refusal) => ({ help: helpFor(refusal), final: isFinal(refusal) })}
    >
      <p>
        Jag accepterar att vara användare i Mina sidor Arbetsgivare för {organization}. {rights}
      </p>
    </Sign>
  );
  return (
    <>
      <PageHead key="valid" title="Du har blivit inbjuden" lead={`Till Mina sidor för arbetsgivare för ${organization}.`} />
      <div className="content narrow">
        {problem && (
          <Notice tone="danger" title={problem.title} live>
            <p>{helpFor(problem)}</p>
          </Notice>
        )}
        <section className="card" aria-labelledby="inbjudan">
          <h2 id="inbjudan">Inbjudan</h2>
          <dl className="facts">
            <dt>Organisation:</dt>
            <dd>{organization}</dd>
            <dt>Inbjuden av:</dt>
            <dd>{invitedBy}</dd>
            <dt>Behörighet:</dt>
            <dd>
              {roles.length ? `Användare, ${rolesText(roles)}` : 'Användare'}
              {roles.length > 0 && (
                <ul className="small soft">
                  {[...new Map(roles.map(({ role, label }) => [role, label]))].map(([role, label]) => (
                    <li key={role}>
                      {label}: {roleHints[role]}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
            <dt>Gäller till och med:</dt>
            <dd>{validThrough}</dd>
          </dl>
        </section>
        <section className="card" aria-labelledby="signera">
          <h2 id="signera">Acceptera genom att signera</h2>
          <p>Signera med din egen e-legitimation. I appen ser du organisationen och behörigheterna innan du signerar.</p>
          <div className="log-in">
            {sign('bankid', 'primary')}
            {offersFreja && sign('freja', 'secondary')}
          </div>
        </section>
        <Decline
          token={token}
          organization={organization!}
          onDeclined={(next) => void queryClient.cancelQueries({ queryKey }).then(() => show(next))}
        />
      </div>
    </>
  );
}

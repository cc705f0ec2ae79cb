import { useEffect, useRef, useState } from 'react';
import { api, call } from '../../api/client';
import { invitationLinkQuery } from '../../api/invitation-queries';
import { asProblem } from '../../api/problem';
import { queryClient } from '../../api/query-client';
import { PageHead } from '../../shell/PageHead';
import { dayText } from '../../text/dates';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

interface Props {
  token: string;
  organization: string;
  lastDay: string;
  /** Signed, but nobody confirmed it (V3b). */
  signed: boolean;
}

/** The page of an expired link (A33): the sentence of the mail, and "Be om ny inbjudan". */
export function Renewal({ token, organization, lastDay, signed }: Props) {
  const [state, setState] = useState<'idle' | 'busy' | 'asked'>('idle');
  const [fault, setFault] = useState<string | null>(null);
  // The button that was pressed is gone then.
  const receipt = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state === 'asked') receipt.current?.focus();
  }, [state]);
  async function ask() {
    if (state !== 'idle') return;
    setState('busy');
    setFault(null);
    try {
      const now = await call(() => api.POST('/api/v1/invitation-link/renewal', { body: { token } }));
      // Sent anew, answered or closed meanwhile: nobody was told, and the page shows what holds instead.
      if (now.state === 'expired' || now.state === 'unconfirmed') setState('asked');
      await queryClient.cancelQueries({ queryKey: invitationLinkQuery(token).queryKey });
      queryClient.setQueryData(invitationLinkQuery(token).queryKey, now);
    } catch (thrown) {
      setFault(asProblem(thrown).title);
      setState('idle');
    }
  }
  return (
    <>
      <PageHead title={signed ? 'Ingen bekräftade din signering i tid' : 'Inbjudan har gått ut'} />
      <div className="content prose">
        {signed ? (
          <p>
            Du har signerat inbjudan till {organization}, men ingen administratör bekräftade den senast {dayText(lastDay)}. Därför har du
            inte fått någon behörighet, och din arbetsgivares administratör behöver skicka en ny inbjudan.
          </p>
        ) : (
          <>
            <p>
              Observera att länken är giltig i två veckor. Om tiden gått ut behöver din arbetsgivares administratör skicka en ny inbjudan.
            </p>
            <p>
              Inbjudan till {organization} gällde till och med {dayText(lastDay)}.
            </p>
          </>
        )}
        {fault && <Notice tone="danger" title={fault} live />}
        {state === 'asked' ? (
          <div ref={receipt} tabIndex={-1} data-quiet-focus>
            <Notice tone="success" title="Din begäran är mottagen.">
              <p>
                Arbetsgivarens administratörer får besked om den, om de inte redan har fått flera. Om de skickar en ny inbjudan kommer den
                med e-post.
              </p>
            </Notice>
          </div>
        ) : (
          <p className="actions">
            <Button busy={state === 'busy'} onClick={() => void ask()}>
              Be om ny inbjudan
            </Button>
          </p>
        )}
      </div>
    </>
  );
}

import { useState } from 'react';
import { api, call } from '../api/client';
import { asProblem } from '../api/problem';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import type { Entrance } from './eid';
import { keepTill } from './oidc-return';

interface Props {
  /** What the operator calls it. */
  label: string;
  /** By which door; as an employer unless told otherwise (A3). */
  entrance?: Entrance | undefined;
  describedBy?: string | undefined;
  /** Where the person wants to go afterwards. */
  till?: string | undefined;
  /** Set where the page must not be left: then the log-in is done in another tab, and this is called when it is said to be done. */
  onElsewhere?: (() => Promise<void>) | undefined;
}

/** "Logga in med …" at the operator's own issuer (F8): the browser goes there and comes back. */
export default function OidcLogin({ label, entrance = 'employer', describedBy, till, onElsewhere }: Props) {
  const [state, setState] = useState<{ busy: boolean; fault: string | null }>({ busy: false, fault: null });
  const leave = async () => {
    setState({ busy: true, fault: null });
    try {
      const { redirect } = await call(() => api.POST('/api/v1/auth/oidc/orders', { body: { entrance } }));
      keepTill(till);
      window.location.assign(redirect);
    } catch (thrown) {
      setState({ busy: false, fault: asProblem(thrown).title });
    }
  };
  if (onElsewhere) {
    return (
      <>
        <a className="button secondary" href="/" target="_blank" rel="noopener">
          Logga in med {label} i en ny flik
        </a>
        <Button look="quiet" onClick={() => void onElsewhere()}>
          Jag har loggat in i den andra fliken
        </Button>
      </>
    );
  }
  return (
    <>
      <Button className="eid-button" look="secondary" aria-describedby={describedBy} busy={state.busy} onClick={() => void leave()}>
        Logga in med {label}
        {entrance === 'private' && <span className="visually-hidden"> som privatperson</span>}
      </Button>
      {state.fault && <Notice tone="danger" title={state.fault} live />}
    </>
  );
}

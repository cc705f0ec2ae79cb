import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { operatorQuery } from '../api/queries';
import type { Entrance } from './eid';
import { EidLogin } from './EidLogin';
import { providers } from './providers';

const OidcLogin = lazy(() => import('./OidcLogin'));

interface Props {
  /** What the buttons do: "Logga in", unless it is something else. */
  verb?: string;
  /** By which door; as an employer unless told otherwise (A3). */
  entrance?: Entrance;
  /** Read with the buttons: which entrance it is (A4). */
  describedBy?: string;
  /** Where the person wants to go afterwards, for a way to log in that leaves the page. */
  till?: string | undefined;
  /** True where the page must not be left. */
  stays?: boolean;
  onComplete: (next: string | null) => Promise<void>;
}

/** The ways to log in: BankID, and Freja eID+ (A1) and the operator's own issuer (F8) where they are offered. */
export function LogIn({ till, stays, ...props }: Props) {
  const operator = useQuery(operatorQuery).data;
  const onElsewhere = stays ? () => props.onComplete(null) : undefined;
  return (
    <div className="log-in">
      <EidLogin provider={providers.bankid} {...props} />
      {operator?.freja && <EidLogin provider={providers.freja} look="secondary" {...props} />}
      {operator?.oidc && (
        <Suspense>
          <OidcLogin
            label={operator.oidc}
            entrance={props.entrance}
            describedBy={props.describedBy}
            till={till}
            onElsewhere={onElsewhere}
          />
        </Suspense>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { operatorQuery } from '../api/queries';
import type { Entrance } from './eid';
import { EidLogin } from './EidLogin';
import { providers } from './providers';

interface Props {
  /** By which door; as an employer unless told otherwise (A3). */
  entrance?: Entrance;
  /** Read with the buttons: which entrance it is (A4). */
  describedBy?: string;
  onComplete: (next: string | null) => Promise<void>;
}

/** The ways to log in: BankID, and Freja eID+ where the operator offers it (A1). */
export function LogIn(props: Props) {
  const offersFreja = useQuery(operatorQuery).data?.freja;
  return (
    <div className="log-in">
      <EidLogin provider={providers.bankid} {...props} />
      {offersFreja && <EidLogin provider={providers.freja} look="secondary" {...props} />}
    </div>
  );
}

import { Button } from '../ui/Button';
import { EidDialog, onPhone } from './EidDialog';
import { logInWith, type Entrance } from './eid';
import type { Provider } from './providers';
import { useEid } from './useEid';

interface Props {
  provider: Provider;
  /** What the button does: "Logga in", unless it is something else. */
  verb?: string;
  look?: 'primary' | 'secondary';
  /** By which door; as an employer unless told otherwise (A3). */
  entrance?: Entrance;
  /** Read with the button: which entrance it is (A4). */
  describedBy?: string;
  onComplete: (next: string | null) => Promise<void>;
}

const words = {
  close: 'Avbryt inloggningen',
  done: 'Klart. Du loggas in …',
  warning: 'Logga bara in om du själv har startat inloggningen. Om någon ringt och bett dig logga in – avbryt.',
};

/** "Logga in med …" and the dialog that follows (A1). */
export function EidLogin({ provider, verb = 'Logga in', look = 'primary', entrance = 'employer', describedBy, onComplete }: Props) {
  const eid = useEid(provider, logInWith(provider.name, entrance), ({ next }) => onComplete(next));
  return (
    <>
      <Button
        className={`eid-button ${provider.name}-button`}
        look={look}
        aria-describedby={describedBy}
        busy={eid.state.phase === 'starting'}
        onClick={() => (onPhone() ? eid.choose() : void eid.start('qr'))}
      >
        {verb} med {provider.title}
        {entrance === 'private' && <span className="visually-hidden"> som privatperson</span>}
      </Button>
      <EidDialog provider={provider} eid={eid} title={`${verb} med ${provider.title}`} words={words} />
    </>
  );
}

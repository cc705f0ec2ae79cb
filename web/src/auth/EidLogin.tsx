import { Button } from '../ui/Button';
import { EidDialog, onPhone } from './EidDialog';
import { logInWith } from './eid';
import type { Provider } from './providers';
import { useEid } from './useEid';

interface Props {
  provider: Provider;
  look?: 'primary' | 'secondary';
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
export function EidLogin({ provider, look = 'primary', describedBy, onComplete }: Props) {
  const eid = useEid(provider, logInWith[provider.name], ({ next }) => onComplete(next));
  return (
    <>
      <Button
        className={`eid-button ${provider.name}-button`}
        look={look}
        aria-describedby={describedBy}
        busy={eid.state.phase === 'starting'}
        onClick={() => (onPhone() ? eid.choose() : void eid.start('qr'))}
      >
        Logga in med {provider.title}
      </Button>
      <EidDialog provider={provider} eid={eid} title={`Logga in med ${provider.title}`} words={words} />
    </>
  );
}

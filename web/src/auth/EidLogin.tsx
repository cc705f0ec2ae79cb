import { useSession } from '../api/session';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import type { Entrance, Order } from './eid';
import type { Provider } from './providers';
import { QrCode } from './QrCode';
import { useEid } from './useEid';

const onPhone = (): boolean => window.matchMedia('(pointer: coarse)').matches;

interface Props {
  provider: Provider;
  look?: 'primary' | 'secondary';
  /** By which door; as an employer unless told otherwise (A3). */
  entrance?: Entrance;
  /** Read with the button: which entrance it is (A4). */
  describedBy?: string;
  onComplete: (next: string | null) => Promise<void>;
}

/** "Logga in med …" and the dialog that follows: QR code for another device, or the app on this one (A1). */
export function EidLogin({ provider, look = 'primary', entrance = 'employer', describedBy, onComplete }: Props) {
  const { state, choose, start, cancel } = useEid(provider, entrance, onComplete);
  const here = onPhone();
  return (
    <>
      <Button
        className={`eid-button ${provider.name}-button`}
        look={look}
        aria-describedby={describedBy}
        busy={state.phase === 'starting'}
        onClick={() => (here ? choose() : void start('qr'))}
      >
        Logga in med {provider.title}
        {entrance === 'private' && <span className="visually-hidden"> som privatperson</span>}
      </Button>
      {state.phase !== 'idle' && (
        <Dialog title={`Logga in med ${provider.title}`} onClose={cancel} closeLabel="Avbryt inloggningen">
          <div className="eid">
            {state.phase === 'choosing' && (
              <>
                <p>{provider.choose}</p>
                <Button onClick={() => void start('same-device')}>{provider.here}</Button>
                <Button look="secondary" onClick={() => void start('qr')}>
                  {provider.elsewhere}
                </Button>
              </>
            )}
            {state.phase === 'starting' && <p role="status">Startar …</p>}
            {state.phase === 'complete' && <p role="status">Klart. Du loggas in …</p>}
            {state.phase === 'failed' && (
              <>
                <Notice tone="danger" title={state.message} live />
                <Button onClick={() => (here ? choose() : void start('qr'))}>Försök igen</Button>
              </>
            )}
            {state.phase === 'pending' && (
              <>
                <p role="status">{state.progress.message}</p>
                {state.order.mode === 'qr' && (
                  <div className="qr-frame">{state.progress.qr && <QrCode text={state.progress.qr} label={provider.qrLabel} />}</div>
                )}
                {state.order.mode === 'same-device' && state.order.launch && (
                  <OpenApp launch={state.order.launch} text={provider.openApp} />
                )}
                {state.order.mode === 'qr' ? (
                  <Button look="quiet" onClick={() => void start('same-device')}>
                    Använd {provider.here}
                  </Button>
                ) : (
                  <Button look="quiet" onClick={() => void start('qr')}>
                    Använd {provider.elsewhere}
                  </Button>
                )}
              </>
            )}
            <p className="small soft">Logga bara in om du själv har startat inloggningen. Om någon ringt och bett dig logga in – avbryt.</p>
            <Button look="secondary" onClick={cancel}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** A real link, pressed by the person: browsers on phones ask for that (identity §1.5). */
function OpenApp({ launch, text }: { launch: NonNullable<Order['launch']>; text: string }) {
  const { simulator } = useSession();
  const inNewTab = simulator ? { target: '_blank', rel: 'noopener' } : {};
  return (
    <a className="button primary" href={simulator || onPhone() ? launch.universal : launch.scheme} referrerPolicy="origin" {...inNewTab}>
      {text}
    </a>
  );
}

import { useSession } from '../api/session';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import type { Order } from './bankid';
import { QrCode } from './QrCode';
import { useBankId } from './useBankId';

const onPhone = (): boolean => window.matchMedia('(pointer: coarse)').matches;

interface Props {
  /** Read with the button: which entrance it is (A4). */
  describedBy?: string;
  onComplete: (next: string | null) => Promise<void>;
}

/** "Logga in med BankID" and the dialog that follows: QR code for another device, or the app on this one (A1). */
export function BankIdLogin({ describedBy, onComplete }: Props) {
  const { state, choose, start, cancel } = useBankId(onComplete);
  const here = onPhone();
  return (
    <>
      <Button
        className="bankid-button"
        aria-describedby={describedBy}
        busy={state.phase === 'starting'}
        onClick={() => (here ? choose() : void start('qr'))}
      >
        Logga in med BankID
      </Button>
      {state.phase !== 'idle' && (
        <Dialog title="Logga in med BankID" onClose={cancel} closeLabel="Avbryt inloggningen">
          <div className="bankid">
            {state.phase === 'choosing' && (
              <>
                <p>Vill du använda BankID på den här enheten eller på en annan enhet?</p>
                <Button onClick={() => void start('same-device')}>BankID på den här enheten</Button>
                <Button look="secondary" onClick={() => void start('qr')}>
                  BankID på en annan enhet
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
                {state.order.mode === 'qr' && <div className="qr-frame">{state.progress.qr && <QrCode text={state.progress.qr} />}</div>}
                {state.order.mode === 'same-device' && state.order.launch && <OpenApp launch={state.order.launch} />}
                {state.order.mode === 'qr' ? (
                  <Button look="quiet" onClick={() => void start('same-device')}>
                    Använd BankID på den här enheten
                  </Button>
                ) : (
                  <Button look="quiet" onClick={() => void start('qr')}>
                    Använd BankID på en annan enhet
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
function OpenApp({ launch }: { launch: NonNullable<Order['launch']> }) {
  const { simulator } = useSession();
  const inNewTab = simulator ? { target: '_blank', rel: 'noopener' } : {};
  return (
    <a className="button primary" href={simulator || onPhone() ? launch.universal : launch.scheme} referrerPolicy="origin" {...inNewTab}>
      Öppna BankID-appen
    </a>
  );
}

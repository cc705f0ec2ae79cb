import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { useSession } from '../api/session';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import type { Order } from './eid';
import type { Provider } from './providers';
import { QrCode } from './QrCode';
import type { useEid } from './useEid';

/** Whether the app of the e-ID is likely to be on this very device. */
export const onPhone = (): boolean => window.matchMedia('(pointer: coarse)').matches;

interface Props {
  provider: Provider;
  eid: ReturnType<typeof useEid>;
  title: string;
  /** What the person is about to sign; shown until it is done. */
  children?: ReactNode;
  words: { close: string; done: string; warning: string };
  /** What to do about a refusal of ours. */
  explain?: ((problem: Problem) => Explanation) | undefined;
}

export interface Explanation {
  help: string | null;
  /** Another try gives the same answer. */
  final: boolean;
}

/** What follows when an e-ID's button was pressed: QR code for another device, or the app on this one, and how it goes (A1). */
export function EidDialog({ provider, eid: { state, choose, start, cancel }, title, children, words, explain }: Props) {
  if (state.phase === 'idle') return null;
  const { help, final } = (state.phase === 'failed' && state.problem && explain?.(state.problem)) || { help: null, final: false };
  return (
    <Dialog title={title} onClose={cancel} closeLabel={words.close}>
      <div className="eid">
        {!final && children}
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
        {state.phase === 'complete' && <p role="status">{words.done}</p>}
        {state.phase === 'failed' && (
          <>
            <Notice tone="danger" title={state.message} live>
              {help && <p>{help}</p>}
            </Notice>
            {!final && <Button onClick={() => (onPhone() ? choose() : void start('qr'))}>Försök igen</Button>}
          </>
        )}
        {state.phase === 'pending' && (
          <>
            <p role="status">{state.progress.message}</p>
            {state.order.mode === 'qr' && state.order.scanned && (
              <div className="qr-frame">{state.progress.qr && <QrCode text={state.progress.qr} label={provider.qrLabel} />}</div>
            )}
            {state.order.mode === 'same-device' && state.order.launch && <OpenApp launch={state.order.launch} text={provider.openApp} />}
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
        {!final && <p className="small soft">{words.warning}</p>}
        <Button look="secondary" onClick={cancel}>
          {final ? 'Stäng' : 'Avbryt'}
        </Button>
      </div>
    </Dialog>
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

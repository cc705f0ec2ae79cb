import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { Button } from '../ui/Button';
import { EidDialog, type Explanation, onPhone } from './EidDialog';
import { type StartSignature, signWith } from './eid';
import type { Provider } from './providers';
import { useEid } from './useEid';

interface Props {
  provider: Provider;
  look?: 'primary' | 'secondary';
  /** What is signed, as an id of this page: a signature of something else is never taken up again after a reload. */
  about: string;
  /** The asking module's own start: `(body) => api.POST('/api/v1/…/signature-orders', { body, … })`. */
  start: StartSignature;
  /** The signature is complete: send its id with the command it was made for. What it throws is told in the dialog. */
  onSigned: (orderId: string) => Promise<void>;
  /** What to do when the command refuses it. */
  explain?: (problem: Problem) => Explanation;
  /** What the person signs, in short; the whole text is shown in the app. */
  children: ReactNode;
}

const words = {
  close: 'Avbryt signeringen',
  done: 'Signeringen är klar. Ett ögonblick …',
  warning: 'Läs texten i appen innan du signerar. Signera bara om du själv har startat det. Om någon ringt och bett dig – avbryt.',
};

/** "Signera med …" and the dialog that follows: what is signed, and then as for a log-in. */
export function Sign({ provider, look = 'primary', about, start, onSigned, explain, children }: Props) {
  const eid = useEid(provider, signWith(provider.name, about, start), ({ orderId }) => onSigned(orderId));
  return (
    <>
      <Button
        className={`eid-button ${provider.name}-button`}
        look={look}
        busy={eid.state.phase === 'starting'}
        onClick={() => (onPhone() ? eid.choose() : void eid.start('qr'))}
      >
        Signera med {provider.title}
      </Button>
      <EidDialog provider={provider} eid={eid} title={`Signera med ${provider.title}`} words={words} explain={explain}>
        <section className="signed-text" aria-label="Det här signerar du">
          <h3>Det här signerar du</h3>
          {children}
        </section>
      </EidDialog>
    </>
  );
}

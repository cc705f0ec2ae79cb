import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Schemas } from '../../api/client';
import { momentText } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { CodeEntry } from './CodeEntry';
import { ContactForm } from './ContactForm';
import { contactWords, type ContactKind, type Pending } from './contact-words';

interface Props {
  kind: ContactKind;
  verified: Schemas['VerifiedContact'] | null;
  pending: Pending | null;
  /** Can be verified here at all: there is no sms without a provider. */
  available: boolean;
  since: number;
  onChanged: () => Promise<unknown>;
}

/** E-mail or mobile: what counts now, and on the way to another one the field for it and the field for its code. */
export function ContactCard({ kind, verified, pending, available, since, onChanged }: Props) {
  const words = contactWords[kind];
  const [step, setStep] = useState<'rest' | 'form' | 'code'>(pending ? 'code' : 'rest');
  const [fresh, setFresh] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  const rest = () => {
    setStep('rest');
    heading.current?.focus();
  };
  const sent = async () => {
    await onChanged();
    setFresh(true);
    setStep('code');
  };
  const done = async () => {
    await onChanged();
    announce(words.done);
    rest();
  };

  return (
    <section className="card" aria-labelledby={`rubrik-${kind}`}>
      <h2 id={`rubrik-${kind}`} ref={heading} tabIndex={-1} data-quiet-focus>
        {words.heading}
      </h2>
      <div>
        {verified ? (
          <>
            <p className="contact-value">{verified.value}</p>
            <p className="contact-state">
              <CircleCheck aria-hidden size={18} /> Verifierad {momentText(verified.verifiedAt)}
            </p>
          </>
        ) : (
          <p>{words.none}</p>
        )}
        <p className="small soft">{words.purpose}</p>
      </div>
      {!available && (
        <Notice tone="info">
          <p>Det går inte att ta emot sms-koder här just nu. Använd e-post i stället.</p>
        </Notice>
      )}
      {available && step === 'form' && <ContactForm kind={kind} first={!verified} onSent={sent} onCancel={rest} />}
      {available && step === 'code' && pending && (
        <CodeEntry
          key={pending.id}
          pending={pending}
          since={since}
          fresh={fresh}
          onChanged={onChanged}
          onVerified={() => void done()}
          onLocked={() => heading.current?.focus()}
          onOther={() => setStep('form')}
        />
      )}
      {available && (step === 'rest' || (step === 'code' && !pending)) && (
        <div className="actions">
          <Button look="secondary" onClick={() => setStep('form')}>
            {verified ? words.change : words.add}
          </Button>
          {pending && (
            <Button look="quiet" onClick={() => setStep('code')}>
              Ange koden till {pending.value}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

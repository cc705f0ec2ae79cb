import { Link } from '@tanstack/react-router';
import { Circle, CircleCheck } from 'lucide-react';
import type { Schemas } from '../../api/client';
import { type ContactKind, contactWords } from '../settings/contact-words';
import '../../styles/company.css';

type Props = Pick<Schemas['ContactPoints'], 'email' | 'mobile' | 'sms'>;

/** What an application needs before it is written (K1): both contact points, each with its state, its purpose (B19) and the way to verify it. */
export function ContactsFirst({ email, mobile, sms }: Props) {
  return (
    <section className="card" aria-labelledby="verifiera-forst">
      <h2 id="verifiera-forst">Verifiera först din e-postadress och ditt mobilnummer</h2>
      <p className="prose">När båda är verifierade kan du ansöka här. Vi skickar en kod till var och en av dem, och du anger koden.</p>
      <ol role="list" className="checklist">
        <Step kind="email" verified={email} purpose="Används för kvittens och besked om din ansökan." />
        <Step
          kind="mobile"
          verified={mobile}
          purpose="Används för att regionen ska kunna nå dig."
          obstacle={sms ? undefined : 'Det går inte att ta emot sms-koder här just nu. Försök igen senare, eller ring din BYN-region.'}
        />
      </ol>
    </section>
  );
}

interface StepProps {
  kind: ContactKind;
  verified: Schemas['VerifiedContact'] | null;
  purpose: string;
  /** Why it cannot be done just now. */
  obstacle?: string | undefined;
}

function Step({ kind, verified, purpose, obstacle }: StepProps) {
  const { heading, verify } = contactWords[kind];
  const Icon = verified ? CircleCheck : Circle;
  return (
    <li data-done={verified ? true : undefined}>
      <Icon aria-hidden size={22} />
      <div>
        <p>
          {heading}: {verified ? 'verifierad' : 'inte verifierad'}
        </p>
        <p className="small soft">{purpose}</p>
        {verified ? (
          <p className="break">{verified.value}</p>
        ) : (
          <p>
            {obstacle ?? (
              <Link to="/mina-installningar" hash={`rubrik-${kind}`}>
                {verify} under Kontaktuppgifter
              </Link>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api, call } from '../../api/client';
import { asProblem } from '../../api/problem';
import { refreshSession } from '../../api/session';
import { broughtBack } from '../../auth/bankid-return';
import { keepOrder, keptOrder, logInWith } from '../../auth/eid';
import { providers } from '../../auth/providers';
import { useEid } from '../../auth/useEid';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { safePath } from '../../site-guard';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

/** By which door the log-in began the order itself knows; here it is only followed to its end. */
const errand = logInWith('bankid', 'employer');

type Step = { at: 'arriving' | 'following' | 'elsewhere' } | { at: 'refused'; title: string };

/** Where the BankID app leads back on the same device: finishes the log-in if it began in this browser, and in no other (identity §1.7.6). */
export function BankIdReturnPage() {
  const asked = useRef(false);
  const first = broughtBack ? 'arriving' : keptOrder(errand.name) ? 'following' : 'elsewhere';
  const [step, setStep] = useState<Step>({ at: first });
  useEffect(() => {
    if (step.at !== 'arriving' || asked.current) return;
    asked.current = true;
    const arrive = async () => {
      const order = await call(() => api.POST('/api/v1/auth/bankid/return', { body: { nonce: broughtBack } }));
      keepOrder({ ...order, errand: errand.name, mode: 'same-device', scanned: false, launch: null });
      setStep({ at: 'following' });
    };
    arrive().catch((thrown: unknown) => {
      const { status, title } = asProblem(thrown);
      setStep(status === 404 ? { at: 'elsewhere' } : { at: 'refused', title });
    });
  }, [step]);
  const again = () => {
    asked.current = false;
    setStep({ at: 'arriving' });
  };
  if (step.at === 'following') return <Following />;
  if (step.at === 'elsewhere') return <Elsewhere />;
  return (
    <>
      <PageHead title="Du loggas in" />
      <div className="content prose">
        {step.at === 'refused' ? (
          <>
            <Notice tone="danger" title={step.title} live />
            <Button onClick={again}>Försök igen</Button>
          </>
        ) : (
          <p role="status">Vänta medan vi kontrollerar svaret från BankID …</p>
        )}
      </div>
    </>
  );
}

/** The order that began in this browser, to its end. */
function Following() {
  const navigate = useNavigate();
  const { state } = useEid(providers.bankid, errand, async ({ next }) => {
    await refreshSession();
    await navigate({ href: safePath(next), replace: true });
  });
  const failed = state.phase === 'failed';
  return (
    <>
      <PageHead title={failed ? 'Inloggningen gick inte igenom' : 'Du loggas in'} />
      <div className="content prose">
        {failed ? (
          <>
            <Notice tone="danger" title={state.message} live />
            <Ways />
          </>
        ) : (
          <p role="status">Vänta medan vi kontrollerar svaret från BankID …</p>
        )}
      </div>
    </>
  );
}

function Elsewhere() {
  return (
    <>
      <PageHead title="Gå tillbaka till webbläsaren där du började" />
      <div className="content prose">
        <p role="status">
          BankID-appen öppnade den här sidan, men inloggningen började i en annan webbläsare eller är redan avslutad. Ingen loggas in här.
        </p>
        <p>Går det inte att slutföra där du började? Logga in på nytt och välj BankID på en annan enhet.</p>
        <Notice tone="info" title="Har du inte själv börjat logga in? Då kan någon ha försökt logga in som du. Stäng sidan." />
        <Ways />
      </div>
    </>
  );
}

function Ways() {
  return (
    <p className="actions">
      <Link className="button primary" to="/">
        Till inloggningen
      </Link>
      <SupportLink className="button secondary" />
    </p>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Printer, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { signatureQuery } from '../../api/signature-queries';
import { PageHead } from '../../shell/PageHead';
import { momentText } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { eidTitle } from './eid-title';

/** One signature: what was signed, by whom, when and with what, and whether it holds. Made to be printed too. */
export function SignaturePage() {
  const { id } = useParams({ from: '/installningar/mina-installningar/underskrifter/$id' });
  const { data: signature, refetch, isFetching } = useSuspenseQuery(signatureQuery(id));
  const [fault, setFault] = useState<string | null>(null);
  const { check } = signature;
  const checkAgain = async () => {
    const { data, error } = await refetch();
    setFault(error ? asProblem(error).title : null);
    if (data && !error) announce(data.check.message);
  };
  return (
    <>
      <PageHead
        title={signature.title}
        crumbs={[
          { label: 'Mina underskrifter', link: { to: '/mina-installningar/underskrifter', activeOptions: { exact: true } } },
          { label: 'Underskrift' },
        ]}
      />
      <div className="content narrow">
        <Notice tone={check.holds ? 'success' : 'danger'} title={check.message}>
          <p className="small">Kontrollerad {momentText(check.checkedAt)}, efter vad som gällde när underskriften gjordes.</p>
        </Notice>
        {fault && <Notice tone="danger" title={fault} live />}
        <section className="card" aria-labelledby="text">
          <h2 id="text">Texten som skrevs under</h2>
          <pre className="signed-text">{signature.text}</pre>
          {signature.provider === 'bankid' && (
            <p className="small soft">
              Tecknen # och + säger till BankID-appen vad som är rubrik och lista. De är med i det som skrevs under.
            </p>
          )}
        </section>
        <section className="card" aria-labelledby="uppgifter">
          <h2 id="uppgifter">Uppgifter</h2>
          <dl className="facts">
            <dt>Undertecknat av:</dt>
            <dd>{signature.name}</dd>
            <dt>Tidpunkt:</dt>
            <dd>{momentText(signature.signedAt)}</dd>
            <dt>E-legitimation:</dt>
            <dd>{eidTitle[signature.provider]}</dd>
            <dt>Organisation:</dt>
            <dd>{signature.organization ?? '–'}</dd>
            <dt>Använd:</dt>
            <dd>{signature.usedAt ? momentText(signature.usedAt) : 'Aldrig använd'}</dd>
            <dt>Kontrollsumma:</dt>
            <dd className="hash">{signature.sha256}</dd>
          </dl>
          <p className="small soft">Kontrollsumman (SHA-256) är med i underskriften och visar exakt vilken handling den gäller.</p>
        </section>
        <div className="actions">
          <Button icon={<ShieldCheck aria-hidden size={18} />} busy={isFetching} onClick={() => void checkAgain()}>
            Kontrollera igen
          </Button>
          <Button look="secondary" icon={<Printer aria-hidden size={18} />} onClick={() => window.print()}>
            Skriv ut
          </Button>
        </div>
      </div>
    </>
  );
}

import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { momentText } from '../text/dates';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';

interface Props {
  receipt: { number: string; receivedAt: string; receiptTo: readonly string[]; hash: string };
  what: string;
  /** Facts of its own kind. */
  children?: ReactNode;
  next: ReactNode;
}

/** The receipt after "Skicka in": number, time, checksum and what happens now (A70, A71). Made to be printed too. */
export function Receipt({ receipt, what, children, next }: Props) {
  return (
    <>
      <Notice tone="success" title={`Tack. ${what} är inskickad.`}>
        <p>Invänta återkoppling från Omställningsfonden. Du får besked med e-post, och statusen visas här i Mina sidor.</p>
      </Notice>
      <section className="card" aria-labelledby="kvittens-nummer">
        <p className="soft" id="kvittens-nummer">
          Nummer
        </p>
        <p className="receipt-number">{receipt.number}</p>
        <dl className="facts">
          {children}
          <dt>Inskickad:</dt>
          <dd>{momentText(receipt.receivedAt)}</dd>
          {receipt.receiptTo.length > 0 && (
            <>
              <dt>Kvittens skickas till:</dt>
              <dd>{receipt.receiptTo.join(', ')}</dd>
            </>
          )}
          <dt>Kontrollsumma:</dt>
          <dd className="hash">{receipt.hash}</dd>
        </dl>
        <p className="small soft">Kontrollsumman (SHA-256) visar exakt vad fonden tog emot. Spara eller skriv ut kvittensen om du vill.</p>
      </section>
      <div className="actions">
        {next}
        <Button look="secondary" icon={<Printer aria-hidden size={18} />} onClick={() => window.print()}>
          Skriv ut kvittensen
        </Button>
      </div>
    </>
  );
}

import { useEffect, useState } from 'react';
import { asProblem } from '../api/problem';
import { logOut, stay } from '../api/session';
import { seen, type Ending } from '../api/session-limits';
import { timeText } from '../text/dates';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';

/** Says in time that the session is about to end (WCAG 2.2.1). */
export default function EndingNotice({ kind, at }: Ending) {
  return kind === 'idle' ? <AreYouThere at={at} /> : <EndsSoon at={at} />;
}

const secondsTo = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / 1000));

/** "4 minuter och 5 sekunder". */
function inWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [
    ...(minutes ? [`${minutes} ${minutes === 1 ? 'minut' : 'minuter'}`] : []),
    ...(rest || !minutes ? [`${rest} ${rest === 1 ? 'sekund' : 'sekunder'}`] : []),
  ];
  return parts.join(' och ');
}

/** Asks somebody who has touched nothing for a while; the clock is seen each second and heard each minute, and at half a minute. */
function AreYouThere({ at }: { at: number }) {
  const [left, setLeft] = useState(() => secondsTo(at));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const clock = setInterval(() => setLeft(secondsTo(at)), 1000);
    return () => clearInterval(clock);
  }, [at]);
  const heard = left <= 30 ? 30 : Math.ceil(left / 60) * 60;

  async function act(how: () => Promise<void>) {
    setBusy(true);
    setFault(null);
    await how().catch((thrown: unknown) => setFault(asProblem(thrown).title));
    setBusy(false);
  }

  return (
    <Dialog title="Är du kvar?" onClose={() => void act(stay)} closeLabel="Stanna kvar">
      <p>
        Du har inte gjort något på en stund. Av säkerhetsskäl loggas du ut om <span className="countdown">{inWords(left)}</span>. Det du har
        skrivit finns kvar på sidan.
      </p>
      <p className="visually-hidden" role="status">
        Du loggas ut om {left <= 30 ? 'en halv minut' : inWords(heard)}.
      </p>
      {fault && <Notice tone="danger" title={fault} live />}
      <div className="actions">
        <Button busy={busy} onClick={() => void act(stay)}>
          Stanna kvar
        </Button>
        <Button look="secondary" busy={busy} onClick={() => void act(logOut)}>
          Logga ut
        </Button>
      </div>
    </Dialog>
  );
}

/** The end that nothing can move. It stands beside the work and takes no focus: somebody may be in the middle of a sentence. */
function EndsSoon({ at }: { at: number }) {
  const time = timeText(new Date(at));
  useEffect(() => announce(`Du behöver logga in igen klockan ${time}. Ingenting går förlorat.`), [time]);
  return (
    <aside className="ending" aria-label="Inloggningen går ut snart">
      <p>
        <strong>Du behöver logga in igen klockan {time}.</strong> En inloggning gäller en arbetsdag. När du har loggat in igen fortsätter du
        där du är. Ingenting går förlorat.
      </p>
      <Button look="secondary" onClick={seen}>
        Jag förstår
      </Button>
    </aside>
  );
}

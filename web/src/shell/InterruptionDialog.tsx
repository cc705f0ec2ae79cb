import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { settleInterruption, type Interruption } from '../api/interruption';
import { asProblem, Problem } from '../api/problem';
import { entranceOf, goHome, isSignedIn, peekSession, resume, useSession } from '../api/session';
import { LogIn } from '../auth/LogIn';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import { staffSide } from './staff-side';

/** What came in between, put right without leaving the page: what the person has written stays where it is. */
export default function InterruptionDialog({ kind }: { kind: Interruption }) {
  if (kind === 'step-up') return <StepUp />;
  return kind === 'session-expired' ? <SessionExpired /> : <ContextChanged />;
}

/** After the log-in: the work goes on, or the log-in's own dialog says why it can't. */
async function goOn(): Promise<void> {
  const refusal = await resume();
  if (refusal) throw new Problem(403, 'web/not-resumed', refusal);
  settleInterruption(true);
}

function SessionExpired() {
  const drawn = useSession();
  if (!isSignedIn(drawn)) {
    return (
      <Dialog title="Du behöver logga in">
        <p>Sidan kräver att du är inloggad.</p>
        <div className="actions">
          <Button onClick={goHome}>Till inloggningen</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Du har loggats ut">
      <p>
        Du har varit inaktiv för länge, eller loggat ut i en annan flik. Logga in igen för att fortsätta. Det du har skrivit finns kvar.
      </p>
      <LogInAgain stays />
      <Button look="quiet" onClick={goHome}>
        Lämna sidan utan att spara
      </Button>
    </Dialog>
  );
}

/** A log-in by the entrance that the page was drawn behind (A3); then everything that waited is sent again. */
const LogInAgain = ({ verb = 'Logga in', stays = false }: { verb?: string; stays?: boolean }) => (
  <LogIn verb={verb} stays={stays} entrance={entranceOf(useSession())} onComplete={goOn} />
);

/** Another tab logged in by the other entrance: there is no way between them but to log in. */
function EntranceChanged({ isPrivate }: { isPrivate: boolean }) {
  const [here, there] = isPrivate ? ['privatperson', 'arbetsgivare'] : ['arbetsgivare', 'privatperson'];
  return (
    <Dialog title={`Du har loggat in som ${there} i en annan flik`} onClose={() => settleInterruption(false)}>
      <p>
        Den här sidan hör till dig som {here}. Logga in som {here} igen för att fortsätta. Det du har skrivit finns kvar på sidan.
      </p>
      <LogInAgain />
      <Button look="secondary" onClick={goHome}>
        Gå till startsidan
      </Button>
      <Button look="quiet" onClick={() => settleInterruption(false)}>
        Stäng och läs sidan
      </Button>
    </Dialog>
  );
}

/** An act that asks for a log-in of the last ten minutes: the same person shows the e-ID again, and the act is sent once more. */
function StepUp() {
  return (
    <Dialog title="Bekräfta med e-legitimation" onClose={() => settleInterruption(false)}>
      <p>
        Det har gått mer än tio minuter sedan du loggade in. Bekräfta att det är du, så går vi vidare med det du höll på med. Det du har
        skrivit finns kvar.
      </p>
      <LogInAgain verb="Bekräfta" />
    </Dialog>
  );
}

function ContextChanged() {
  const drawn = useSession();
  const now = useQuery({ queryKey: ['session', 'now'], queryFn: peekSession, staleTime: 0, gcTime: 0 }).data;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const here = drawn.context?.organization?.name ?? 'en annan organisation';
  const there = now?.context?.organization?.name ?? (now?.context?.kind === 'staff' ? staffSide(now.context.roles).employer : null);
  if (now && entranceOf(now) !== entranceOf(drawn)) return <EntranceChanged isPrivate={entranceOf(drawn) === 'private'} />;
  return (
    <Dialog title="Du har bytt organisation i en annan flik" onClose={() => settleInterruption(false)}>
      <p>
        Den här sidan hör till {here}
        {there ? `, men du representerar nu ${there}.` : '.'} Det du har skrivit finns kvar på sidan.
      </p>
      {fault && <Notice tone="danger" title={fault} live />}
      <div className="actions">
        <Button
          busy={busy}
          onClick={async () => {
            setBusy(true);
            try {
              const refusal = await resume();
              if (!refusal) return settleInterruption(true);
              setFault(refusal);
            } catch (thrown) {
              setFault(asProblem(thrown).title);
            }
            setBusy(false);
          }}
        >
          Byt tillbaka till {here}
        </Button>
        <Button look="secondary" onClick={goHome}>
          Gå till {there ?? 'startsidan'}
        </Button>
        <Button look="quiet" onClick={() => settleInterruption(false)}>
          Stäng och läs sidan
        </Button>
      </div>
    </Dialog>
  );
}

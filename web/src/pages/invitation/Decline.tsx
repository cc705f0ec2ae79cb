import { useState } from 'react';
import { api, call, type Schemas } from '../../api/client';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';

interface Props {
  token: string;
  organization: string;
  onDeclined: (link: Schemas['LinkView']) => void;
}

/** "Tacka nej" (V4), after a question. */
export function Decline({ token, organization, onDeclined }: Props) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function decline() {
    setBusy(true);
    setFault(null);
    try {
      onDeclined(await call(() => api.POST('/api/v1/invitation-link/decline', { body: { token } })));
    } catch (thrown) {
      setFault(asProblem(thrown).title);
      setBusy(false);
    }
  }
  return (
    <p>
      <Button look="quiet" onClick={() => setAsking(true)}>
        Tacka nej till inbjudan
      </Button>
      {asking && (
        <Dialog title="Tacka nej?" onClose={() => setAsking(false)}>
          <p>Länken slutar gälla, och den som bjöd in dig till {organization} får besked.</p>
          {fault && <Notice tone="danger" title={fault} live />}
          <div className="actions">
            <Button look="danger" busy={busy} onClick={() => void decline()}>
              Tacka nej
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
    </p>
  );
}

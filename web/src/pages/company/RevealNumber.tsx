import { useState } from 'react';
import { AskingDialog } from '../board/AskingDialog';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';

interface Props {
  /** Asks for the number, with the reason. */
  send: (reason: string, key: string) => Promise<{ personalNumber: string }>;
  /** What stands there until it is shown; nothing when not even that is known here. */
  masked: string | null;
}

/** A personnummer, and "Visa personnummer" with a reason (domain §5.3). It is on the screen until it is hidden or the page is left. */
export function RevealNumber({ send, masked }: Props) {
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <div className="split">
        <p className="num">{shown ?? masked ?? 'Visas inte'}</p>
        <Button look="secondary" onClick={() => (shown ? setShown(null) : setAsking(true))}>
          {shown ? 'Dölj personnummer' : 'Visa personnummer'}
        </Button>
      </div>
      {asking && (
        <AskingDialog
          title="Visa personnummer"
          label="Varför behöver du se numret?"
          hint="Skälet sparas. Personen kan läsa det i sitt registerutdrag."
          least={10}
          most={500}
          confirm="Visa"
          send={async (reason, key) => setShown((await send(reason, key)).personalNumber)}
          onDone={async () => {
            setAsking(false);
            announce('Personnumret visas');
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

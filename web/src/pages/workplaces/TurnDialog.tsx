import { type ReactNode, useState } from 'react';
import { useCommand } from '../../forms/useCommand';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SaveFault } from '../users/SaveFault';

interface Props {
  title: string;
  confirm: string;
  danger: boolean;
  send: (key: string) => Promise<unknown>;
  onDone: () => void;
  /** Reads the lists anew, after it was done and when somebody else has changed the thing. */
  reload: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** Says what something leads to before it is done. The question stands as it was asked while the list behind it is read anew. */
export function TurnDialog({ onDone, reload, onClose, ...asked }: Props) {
  const [{ title, confirm, danger, send, children }] = useState(asked);
  const { busy, problem, run } = useCommand(send, async () => {
    await reload();
    onDone();
    onClose();
  });
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <SaveFault
        problem={problem}
        reload={async () => {
          onClose();
          await reload();
        }}
      />
      <div className="actions">
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void run()}>
          {confirm}
        </Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

interface Props {
  onAgain: () => void;
  onClose: () => void;
}

/** Asked before an sms that may have arrived is sent once more: nobody but a person decides that (decision 10). */
export function AgainDialog({ onAgain, onClose }: Props) {
  return (
    <Dialog title="Sms:et kan redan ha kommit fram" onClose={onClose}>
      <p>Vi vet inte hur det gick. Om du kör det igen kan mottagaren få samma sms två gånger.</p>
      <div className="actions">
        <Button onClick={onAgain}>Kör igen ändå</Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

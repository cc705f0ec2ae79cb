import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { type Details, NewUserDetails } from './NewUserDetails';
import { NewUserEmail } from './NewUserEmail';

const empty: Details = { email: '', name: '', phone: '', title: '', personalNumber: '', roles: [], validTo: {} };

/** "Lägg till användare" (A25): opens the dialog "Ny användare"; `onSent` gets what has been done, in words. */
export function NewUser({ onSent }: { onSent: (text: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UserPlus aria-hidden size={18} />} onClick={() => setOpen(true)}>
        Lägg till användare
      </Button>
      {open && (
        <NewUserDialog
          onClose={() => setOpen(false)}
          onSent={(text) => {
            setOpen(false);
            onSent(text);
          }}
        />
      )}
    </>
  );
}

/** Two steps, first the address, then contact details and rights. What is written stays while one goes back and forth, and is not thrown away unasked. */
function NewUserDialog({ onClose, onSent }: { onClose: () => void; onSent: (text: string) => void }) {
  const form = useForm<Details>({ defaultValues: empty });
  const [step, setStep] = useState<1 | 2>(1);
  // An address alone is soon written again.
  const { email: _address, ...details } = form.formState.dirtyFields;
  const dirty = Object.keys(details).length > 0;
  useUnsavedWarning(dirty);
  const close = () => {
    if (!dirty || window.confirm('Det du har skrivit är inte skickat. Vill du stänga ändå?')) onClose();
  };
  return (
    <Dialog title={`Ny användare, steg ${step} av 2`} onClose={close}>
      {step === 1 ? (
        <NewUserEmail form={form} onCancel={close} onFree={() => setStep(2)} onSent={onSent} />
      ) : (
        <NewUserDetails
          form={form}
          onBack={() => setStep(1)}
          onSent={() => onSent(`Inbjudan är skickad till ${form.getValues('email').trim()}.`)}
        />
      )}
    </Dialog>
  );
}

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { NewUserDetails } from './NewUserDetails';
import { NewUserEmail } from './NewUserEmail';

/** "Lägg till användare" (A25): the dialog "Ny användare" in two steps, first the address, then contact details and rights. */
export function NewUser({ onSent }: { onSent: (email: string) => void }) {
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState('');
  const [step, setStep] = useState<1 | 2>(1);
  const close = () => {
    setOpen(false);
    setStep(1);
    setEmail('');
  };
  return (
    <>
      <Button icon={<UserPlus aria-hidden size={18} />} onClick={() => setOpen(true)}>
        Lägg till användare
      </Button>
      {open && (
        <Dialog title="Ny användare" onClose={close}>
          {step === 1 ? (
            <NewUserEmail
              email={email}
              onCancel={close}
              onFree={(found) => {
                setEmail(found);
                setStep(2);
              }}
            />
          ) : (
            <NewUserDetails
              email={email}
              onBack={() => setStep(1)}
              onSent={() => {
                close();
                onSent(email);
              }}
            />
          )}
        </Dialog>
      )}
    </>
  );
}

import type { UseFormRegisterReturn } from 'react-hook-form';
import { meantAddress } from '../text/address';
import { Button } from './Button';
import { TextField } from './controls';
import type { FieldProps } from './Field';

interface Props extends FieldProps {
  register: UseFormRegisterReturn;
  width?: 'medium';
  /** What is written. */
  value: string;
  /** Writes the address that was meant. */
  onUse: (address: string) => void;
}

/** An e-mail address, with a question when another was probably meant. It is never in the way: what is written may be right. */
export function AddressField({ value, onUse, ...field }: Props) {
  const meant = meantAddress(value);
  return (
    <div>
      <TextField {...field} type="email" maxLength={254} />
      <div role="status">
        {meant && (
          <p className="hint break">
            Menade du {meant}?
            <Button
              look="quiet"
              aria-label={`Ja, ändra till ${meant}`}
              onClick={() => {
                onUse(meant);
                document.getElementById(field.id)?.focus();
              }}
            >
              Ja, ändra
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

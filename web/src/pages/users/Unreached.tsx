import type { User } from '../../api/users';
import { Notice } from '../../ui/Notice';

/** Says that the user's address does not take our mails, to who could have it corrected (domain §12). */
export function Unreached({ user: { email, undelivered } }: { user: User }) {
  return (
    undelivered && (
      <Notice tone="warning" title={`Vi når inte ${email}`}>
        <p>E-postservern tog inte emot vårt senaste meddelande. Kontrollera att adressen stämmer.</p>
      </Notice>
    )
  );
}

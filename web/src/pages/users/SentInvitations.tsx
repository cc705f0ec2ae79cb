import type { User } from '../../api/users';
import { StatusBadge } from '../../ui/StatusBadge';

const SHOWN = 20;

/** "Namn har skickat 2 inbjudningar som inte är besvarade." and which, with what becomes of them without the one who sent them (§8.6). */
export function SentInvitations({ user: { name, sentInvitations: sent } }: { user: User }) {
  return (
    <div>
      <p>
        {name} har skickat {sent.length === 1 ? 'en inbjudan som är öppen' : `${sent.length} inbjudningar som är öppna`}. Den som signerar
        utan att {name} är aktiv användare får behörigheter först när en annan administratör har bekräftat och ger dem i sitt eget namn.
      </p>
      <ul role="list" className="rows">
        {sent.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <span className="break">
              {one.name}
              <span className="soft small"> {one.email}</span>
            </span>
            <StatusBadge status={one.status} label={one.statusLabel} />
          </li>
        ))}
      </ul>
      {sent.length > SHOWN && <p className="soft">och {sent.length - SHOWN} till</p>}
    </div>
  );
}

import type { Schemas } from '../../api/client';
import { EmailText } from '../../ui/EmailText';
import { StatusBadge } from '../../ui/StatusBadge';
import { InvitationAction } from './InvitationAction';
import { isFault, letters } from './letter-words';
import { rolesText } from './roles';

type Row = Schemas['InvitationRow'];

const reminders: typeof letters = {
  waiting: 'Påminnelsen väntar på att skickas.',
  sent: 'Påminnelsen är överlämnad till mottagarens e-postserver.',
  bounced: 'Påminnelsen kunde inte levereras. Kontrollera adressen.',
  failed: 'Påminnelsen gick inte att skicka. Det behöver inte vara något fel på adressen.',
};

/** What there is to know beside the status. */
function noteOf({ letter, reminder, erased, status, signedName, confirmThrough, renewalAskedAt }: Row): string | null {
  if (erased) return null;
  if (status === 'vantar_pa_bekraftelse') return `Signerades av ${signedName}. Bekräfta senast ${confirmThrough}.`;
  if (status === 'utgangen' && renewalAskedAt) return 'Har bett om en ny inbjudan.';
  if (status === 'utgangen' && signedName) return `Signerades av ${signedName}, men ingen bekräftade i tid.`;
  if (letter && isFault(letter) && (status === 'skickad' || status === 'utgangen')) return letters[letter];
  if (reminder && (status === 'skickad' || (status === 'utgangen' && isFault(reminder)))) return reminders[reminder];
  return letter && status === 'skickad' ? letters[letter] : null;
}

/** One invitation of the list, with what can be done just now. */
export function InvitationRow({ row, onDone }: { row: Row; onDone: (text: string) => void }) {
  const note = noteOf(row);
  const actions = row.actions.filter(({ allowed }) => allowed);
  return (
    <tr>
      <th scope="row" data-label="Namn">
        <div>
          {row.erased ? <span className="soft">Uppgifterna är raderade</span> : row.name}
          {row.title && <span className="soft small block">{row.title}</span>}
        </div>
      </th>
      <td data-label="E-post" className="break">
        {row.erased ? '–' : <EmailText email={row.email} />}
      </td>
      <td data-label="Behörigheter">{rolesText(row.roles)}</td>
      <td data-label="Status" className="nowrap">
        <StatusBadge status={row.status} label={row.statusLabel} />
      </td>
      <td data-label="Gäller till" className="num nowrap">
        {row.validThrough}
      </td>
      <td className="cell-action">
        <div className="row-end">
          {note && <p className="small">{note}</p>}
          {actions.length > 0 && (
            <div className="row-actions">
              {actions.map(({ name, label }) => (
                <InvitationAction key={name} row={row} name={name} label={label} onDone={onDone} />
              ))}
            </div>
          )}
        </div>
      </td>
    </tr>
  );
}

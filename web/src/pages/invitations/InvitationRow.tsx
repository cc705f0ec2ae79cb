import type { Schemas } from '../../api/client';
import { EmailText } from '../../ui/EmailText';
import { StatusBadge } from '../../ui/StatusBadge';
import { InvitationAction } from './InvitationAction';
import { rolesText } from './roles';

type Row = Schemas['InvitationRow'];

/** How the letter has fared. That somebody's mail server took it is all that can be known. */
const letters = {
  waiting: 'E-posten väntar på att skickas.',
  sent: 'E-posten är överlämnad till mottagarens e-postserver.',
  bounced: 'E-posten kunde inte levereras. Kontrollera adressen.',
  failed: 'E-posten gick inte att skicka. Det behöver inte vara något fel på adressen.',
};
const reminders: typeof letters = {
  waiting: 'Påminnelsen väntar på att skickas.',
  sent: 'Påminnelsen är överlämnad till mottagarens e-postserver.',
  bounced: 'Påminnelsen kunde inte levereras. Kontrollera adressen.',
  failed: 'Påminnelsen gick inte att skicka. Det behöver inte vara något fel på adressen.',
};
const isFault = (state: Row['letter']): boolean => state === 'bounced' || state === 'failed';

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

const OPEN: readonly string[] = ['skickad', 'vantar_pa_bekraftelse', 'utgangen'];
/** What the row says by its status already. */
const PLAIN: readonly string[] = ['portal/invalid-transition', 'invitations/not-resendable'];

/** Why something that goes with the status is not the reader's to do, or not now. */
const refusalsOf = ({ status, actions }: Row): string[] =>
  OPEN.includes(status)
    ? [...new Set(actions.flatMap(({ why, whyText }) => (why && whyText && !PLAIN.includes(why) ? [whyText] : [])))]
    : [];

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
          {refusalsOf(row).map((text) => (
            <p key={text} className="soft small">
              {text}
            </p>
          ))}
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

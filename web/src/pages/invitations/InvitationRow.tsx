import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { dayText, today } from '../../text/dates';
import { EmailText } from '../../ui/EmailText';
import { StatusBadge } from '../../ui/StatusBadge';
import { InvitationAction } from './InvitationAction';
import { isFault, letters as words } from './letter-words';
import { rolesText } from './roles';

type Row = Schemas['InvitationRow'];

/** The address of an invitation can't be changed: another one is another invitation. */
const letters: typeof words = {
  ...words,
  bounced: 'E-posten kunde inte levereras. Är adressen fel? Återkalla inbjudan och bjud in på nytt med rätt adress.',
};
const reminders: typeof letters = {
  waiting: 'Påminnelsen väntar på att skickas.',
  sent: 'Påminnelsen är överlämnad till mottagarens e-postserver.',
  bounced: 'Påminnelsen kunde inte levereras. Är adressen fel? Återkalla inbjudan och bjud in på nytt med rätt adress.',
  failed: 'Påminnelsen gick inte att skicka. Det behöver inte vara något fel på adressen.',
};

/** Answered after the signature: who signed need not be who was invited. */
const ANSWERED: readonly string[] = ['accepterad', 'avvisad', 'aterkallad'];

/** What there is to know beside the status. */
function noteOf({ letter, reminder, erased, status, name, signedName, confirmThrough, renewalAskedAt }: Row): string | null {
  if (erased) return null;
  if (status === 'vantar_pa_bekraftelse') return `Signerades av ${signedName}. Bekräfta senast ${dayText(confirmThrough!)}.`;
  if (status === 'utgangen' && renewalAskedAt) return 'Har bett om en ny inbjudan.';
  if (status === 'utgangen' && signedName) return `Signerades av ${signedName}, men ingen bekräftade i tid.`;
  if (signedName && ANSWERED.includes(status) && signedName !== name) return `Signerades av ${signedName}.`;
  if (letter && isFault(letter) && (status === 'skickad' || status === 'utgangen')) return letters[letter];
  if (reminder && (status === 'skickad' || (status === 'utgangen' && isFault(reminder)))) return reminders[reminder];
  return letter && status === 'skickad' ? letters[letter] : null;
}

interface Props {
  row: Row;
  /** The one that the way here asked for: it takes the focus. */
  sought: boolean;
  onDone: (text: string, tone?: 'warning') => void;
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
export function InvitationRow({ row, sought, onDone }: Props) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (sought) line.current?.focus();
  }, [sought]);
  const note = noteOf(row);
  const actions = row.actions.filter(({ allowed }) => allowed);
  return (
    <tr ref={line} tabIndex={sought ? -1 : undefined} className={sought ? 'sought' : undefined}>
      <th scope="row" data-label="Namn">
        <div>
          {row.erased ? <span className="soft">Uppgifterna är raderade</span> : row.name}
          {row.title && <span className="soft small block">{row.title}</span>}
          <span className="soft small block">
            Skickad {today(new Date(row.sentAt))} av {row.invitedBy}
          </span>
          {row.forOnePerson && <span className="soft small block">Bara rätt personnummer kan acceptera</span>}
        </div>
      </th>
      <td data-label="E-post" className="break">
        {row.erased ? '–' : <EmailText email={row.email} />}
      </td>
      <td data-label="Behörigheter">{rolesText(row.roles)}</td>
      <td data-label="Status" className="nowrap">
        <StatusBadge status={row.status} label={row.statusLabel} />
      </td>
      <td data-label="Gäller till och med" className="num nowrap">
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

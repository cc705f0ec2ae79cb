import type { Schemas } from '../../api/client';
import { StatusBadge } from '../../ui/StatusBadge';
import { InvitationAction } from './InvitationAction';
import { rolesText } from './roles';

type Row = Schemas['InvitationRow'];

/** One invitation of the list, with what can be done just now. */
export function InvitationRow({ row, onDone }: { row: Row; onDone: (text: string) => void }) {
  const { bounced, signedName, renewalAskedAt, confirmThrough } = row;
  return (
    <tr>
      <th scope="row" data-label="Namn">
        {row.name}
        {row.title && <span className="soft small block">{row.title}</span>}
      </th>
      <td data-label="E-post" className="break">
        {row.email}
      </td>
      <td data-label="Behörigheter">{rolesText(row.roles)}</td>
      <td data-label="Status">
        <StatusBadge status={row.status} label={row.statusLabel} />
        {bounced && <span className="small block">E-posten kunde inte levereras</span>}
        {row.status === 'vantar_pa_bekraftelse' && (
          <span className="small block">
            Signerades av {signedName}. Bekräfta senast {confirmThrough}.
          </span>
        )}
        {row.status === 'utgangen' && renewalAskedAt && <span className="small block">Har bett om en ny inbjudan</span>}
      </td>
      <td data-label="Gäller till" className="num nowrap">
        {row.validThrough}
      </td>
      <td className="cell-action">
        <div className="row-actions">
          {row.actions
            .filter(({ allowed }) => allowed)
            .map(({ name, label }) => (
              <InvitationAction key={name} row={row} name={name} label={label} onDone={onDone} />
            ))}
        </div>
      </td>
    </tr>
  );
}

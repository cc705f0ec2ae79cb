import { useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useCommand } from '../../forms/useCommand';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { rolesText } from './roles';

type Row = Schemas['InvitationRow'];
type Send = (id: string, key: string) => Promise<unknown>;
const own = (id: string, key: string) => ({ params: { path: { id }, header: command(key) } });

interface Words {
  title: string;
  text: (row: Row) => string;
  done: (row: Row) => string;
  send: Send;
  look?: 'danger';
}

/** Each move: what is asked before it is done, and what is told afterwards. */
const moves: Readonly<Record<string, Words>> = {
  resend: {
    title: 'Skicka inbjudan igen?',
    text: ({ email }) => `En ny länk skickas till ${email} och gäller i två veckor. Länken i det förra e-postmeddelandet slutar gälla.`,
    done: ({ email }) => `Inbjudan är skickad igen till ${email}.`,
    send: (id, key) => call(() => api.POST('/api/v1/invitations/{id}/resend', own(id, key))),
  },
  revoke: {
    title: 'Återkalla inbjudan?',
    text: ({ name, status, signedName, email }) =>
      status === 'vantar_pa_bekraftelse'
        ? `${signedName} får ingen behörighet. Besked skickas till ${email}.`
        : `Länken som ${name} har fått slutar gälla direkt.`,
    done: ({ name }) => `Inbjudan till ${name} är återkallad.`,
    send: (id, key) => call(() => api.POST('/api/v1/invitations/{id}/revocation', own(id, key))),
    look: 'danger',
  },
  confirm: {
    title: 'Är det rätt person?',
    text: ({ name, signedName, invitedBy, unbacked, wasEnded, roles }) =>
      `Inbjudan till ${name} signerades av ${signedName}. När du bekräftar blir ${signedName} användare${roles.length ? ` med: ${rolesText(roles)}` : ''}.` +
      (unbacked ? ` ${invitedBy}, som bjöd in, kan inte längre ge behörigheten.` : '') +
      (wasEnded ? ` ${signedName} har varit användare här och avslutades efter att inbjudan skickades.` : ''),
    done: ({ signedName }) => `${signedName} är nu användare.`,
    send: (id, key) => call(() => api.POST('/api/v1/invitations/{id}/confirmation', own(id, key))),
  },
  refuse: {
    title: 'Avvisa signeringen?',
    text: ({ signedName, email }) => `${signedName} får ingen behörighet. Besked skickas till ${email}.`,
    done: ({ name }) => `Inbjudan till ${name} är avvisad.`,
    send: (id, key) => call(() => api.POST('/api/v1/invitations/{id}/refusal', own(id, key))),
    look: 'danger',
  },
};

const HANDLED = 'Någon annan har redan hanterat inbjudan. Listan är uppdaterad.';
/** What is told when the invitation has moved on since the list was drawn: the list shows how it stands. */
const overtaken: Readonly<Record<string, (problem: Problem) => string>> = {
  'portal/invalid-transition': () => HANDLED,
  'invitations/not-resendable': () => HANDLED,
  'invitations/late-to-confirm': ({ title }) => title,
  'invitations/late-to-revoke': ({ title }) => title,
};

interface Props {
  row: Row;
  name: string;
  label: string;
  /** Also tells, with a warning, that somebody else or the clock came first. */
  onDone: (text: string, tone?: 'warning') => void;
}

/** A button of the list, with a question before it is done. */
export function InvitationAction({ row, name, label, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  const words = moves[name]!;
  const { busy, problem, run } = useCommand(
    (key) => words.send(row.id, key),
    () => {
      setAsking(false);
      onDone(words.done(row));
    },
    (found) => {
      const text = overtaken[found.code]?.(found);
      if (!text) return;
      setAsking(false);
      onDone(text, 'warning');
    },
  );
  return (
    <>
      <Button look={name === 'confirm' ? 'primary' : 'secondary'} aria-label={`${label}: ${row.name}`} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <Dialog title={words.title} onClose={() => setAsking(false)}>
          <p className="break">{words.text(row)}</p>
          {problem && (
            <Notice tone="danger" title={problem.title} live>
              {problem.detail && <p>{problem.detail}</p>}
            </Notice>
          )}
          <div className="actions">
            <Button look={words.look ?? 'primary'} busy={busy} onClick={() => void run()}>
              {label}
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

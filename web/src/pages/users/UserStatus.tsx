import { useState } from 'react';
import { api, call, edit, type Schemas } from '../../api/client';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { EndUser } from './EndUser';
import { SaveFault } from './SaveFault';
import { SentInvitations } from './SentInvitations';
import type { Drawn } from './useCards';

const why = (actions: readonly Schemas['ActionView'][], name: string): string | null =>
  actions.find((action) => action.name === name)?.whyText ?? null;

/** Suspended, let in again, ended (§8.6); who is about to shut somebody out is asked first. */
export function UserStatus(drawn: Drawn) {
  const { user, version, adopt, reload } = drawn;
  const [ending, setEnding] = useState(false);
  const [asking, setAsking] = useState(false);
  const suspended = user.status === 'suspended';
  const { busy, problem, run } = useCommand(
    (key) => {
      const params = { path: { id: user.id }, header: edit(key, version) };
      return call(() =>
        suspended ? api.DELETE('/api/v1/users/{id}/suspension', { params }) : api.POST('/api/v1/users/{id}/suspension', { params }),
      );
    },
    async (saved) => {
      setAsking(false);
      announce(`${saved.name}: ${saved.statusLabel}`);
      await adopt(saved);
    },
  );
  return (
    <section className="card" aria-labelledby="tillgang">
      <h2 id="tillgang">Tillgång</h2>
      {user.status === 'ended' ? (
        <p>Användaren är avslutad. Om personen kommer tillbaka behövs en ny inbjudan.</p>
      ) : (
        <>
          <p>
            {suspended
              ? 'Användaren är avstängd och kan inte representera organisationen. Behörigheterna finns kvar tills någon släpper in personen igen.'
              : 'En avstängd användare kan släppas in igen. En avslutad användare kan inte det, men ärenden och historik finns kvar.'}
          </p>
          {!suspended && user.substitutes.length > 0 && (
            <p>
              En avstängning rör inte vikarierna ({user.substitutes.map(({ name }) => name).join(', ')}). De behåller det som de har lånat.
            </p>
          )}
          {user.sentInvitations.length > 0 && <SentInvitations user={user} />}
          {!asking && <SaveFault problem={problem} reload={reload} />}
          <div className="actions">
            <Button
              look="secondary"
              busy={busy}
              refused={why(user.actions, suspended ? 'resume' : 'suspend')}
              onClick={() => (suspended ? void run() : setAsking(true))}
            >
              {suspended ? 'Släpp in igen' : 'Stäng av'}
            </Button>
            <Button look="danger" refused={why(user.actions, 'end')} onClick={() => setEnding(true)}>
              Avsluta användaren
            </Button>
          </div>
        </>
      )}
      {asking && (
        <Dialog title={user.isSelf ? 'Stänga av dig själv?' : `Stänga av ${user.name}?`} onClose={() => setAsking(false)}>
          <p>
            {user.isSelf
              ? 'Du kan genast inte längre representera organisationen, och du kan inte släppa in dig själv igen. En annan administratör måste göra det.'
              : `${user.name} kan genast inte längre representera organisationen och får besked med e-post. Det går att släppa in personen igen.`}
          </p>
          <SaveFault problem={problem} reload={reload} />
          <div className="actions">
            <Button look="danger" busy={busy} onClick={() => void run()}>
              {user.isSelf ? 'Stäng av mig' : 'Stäng av'}
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
      {ending && <EndUser {...drawn} onClose={() => setEnding(false)} />}
    </section>
  );
}

import { useState } from 'react';
import { api, call, edit } from '../../api/client';
import type { User } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { PermissionBadges } from './PermissionBadges';
import { SaveFault } from './SaveFault';
import { SubstituteForm } from './SubstituteForm';
import type { Drawn } from './useCards';

const lent = ({ permissions }: User) => permissions.filter(({ substituteFor, state }) => substituteFor !== null && state !== 'ended');

/** "Vikarie" (F15): a colleague's permissions for some days. */
export function Substitute(drawn: Drawn) {
  const { user, version, adopt, reload } = drawn;
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState(false);
  const borrowed = lent(user);
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.DELETE('/api/v1/users/{id}/substitution', { params: { path: { id: user.id }, header: edit(key, version) } })),
    async (saved) => {
      setEnding(false);
      announce('Vikariatet är avslutat');
      await adopt(saved);
    },
  );
  return (
    <section className="card" aria-labelledby="vikarie">
      <h2 id="vikarie">Vikarie</h2>
      <p>En vikarie får en kollegas behörigheter under några dagar. De upphör av sig själva.</p>
      {borrowed.length > 0 && <PermissionBadges permissions={borrowed} />}
      {ending && (
        <Dialog title="Avsluta vikariatet?" onClose={() => setEnding(false)}>
          <p>{user.name} förlorar genast det som är lånat:</p>
          <PermissionBadges permissions={borrowed} />
          <SaveFault problem={problem} reload={reload} />
          <div className="actions">
            <Button look="danger" busy={busy} onClick={() => void run()}>
              Avsluta vikariatet
            </Button>
            <Button look="secondary" onClick={() => setEnding(false)}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
      {making ? (
        <SubstituteForm {...drawn} onClose={() => setMaking(false)} />
      ) : (
        <div className="actions">
          <Button look="secondary" onClick={() => setMaking(true)}>
            Gör till vikarie
          </Button>
          {borrowed.length > 0 && (
            <Button look="danger" onClick={() => setEnding(true)}>
              Avsluta vikariatet nu
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

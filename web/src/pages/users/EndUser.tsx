import { useQuery } from '@tanstack/react-query';
import { api, call, edit } from '../../api/client';
import { useMay } from '../../api/session';
import { openWorkQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { OpenInsatser } from './OpenWork';
import { SaveFault } from './SaveFault';
import type { Drawn } from './useCards';

/** Asks before a user is ended, and shows what would be left without anybody. */
export function EndUser({ user, version, adopt, reload, onClose }: Drawn & { onClose: () => void }) {
  const may = useMay();
  // Where nothing is handed over, as at a building company, nothing is asked about it either.
  const work = useQuery({ ...openWorkQuery(user.id), enabled: may('users:handover') }).data;
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.POST('/api/v1/users/{id}/end', { params: { path: { id: user.id }, header: edit(key, version) } })),
    async (saved) => {
      announce(`${saved.name} är avslutad`);
      onClose();
      await adopt(saved);
    },
  );
  return (
    <Dialog title={`Avsluta ${user.name}?`} onClose={onClose}>
      <p>
        {user.isSelf ? 'Du' : user.name} kan inte längre representera organisationen. Det går inte att ångra; om personen kommer tillbaka
        behövs en ny inbjudan.
      </p>
      {work && work.count > 0 && (
        <>
          <Notice tone="warning" title="Det finns pågående arbete">
            <p>Lämna över det först, under Pågående arbete. Annars står det kvar på {user.name} och är inte tilldelat någon.</p>
          </Notice>
          <OpenInsatser work={work} />
        </>
      )}
      <SaveFault problem={problem} reload={reload} />
      <div className="actions">
        <Button look="danger" busy={busy} onClick={() => void run()}>
          Avsluta
        </Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

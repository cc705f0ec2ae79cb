import { useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { type Department, readCompanyAnew } from '../../api/workplace-queries';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SaveFault } from '../users/SaveFault';
import { DepartmentChoices } from './DepartmentChoices';
import { MovePreview } from './MovePreview';

interface Props {
  ids: readonly string[];
  departments: Department[];
  /** Has to leave each workplace in one of these departments. */
  bound: boolean;
  onMoved: () => void;
  onClose: () => void;
}

/** Moves the chosen workplaces to departments: choose, see what changes row by row, do exactly that. */
export function MoveDialog({ ids: chosen, departments, bound, onMoved, onClose }: Props) {
  // Those that leave the list behind the dialog when it is read anew are still what it is about.
  const [ids] = useState(chosen);
  const [to, setTo] = useState<readonly string[]>([]);
  const [preview, setPreview] = useState<Schemas['MovePreview'] | null>(null);
  const wanted = { workplaceIds: [...ids], departmentIds: [...to] };
  const looking = useCommand(
    (key) => call(() => api.POST('/api/v1/workplace-moves/preview', { params: { header: command(key) }, body: wanted })),
    (found) => {
      setPreview(found);
      announce(`${found.moves} av ${found.rows.length} arbetsplatser flyttas`);
    },
  );
  const moving = useCommand(
    (key) =>
      call(() =>
        api.POST('/api/v1/workplace-moves', { params: { header: command(key) }, body: { ...wanted, preview: preview?.preview ?? '' } }),
      ),
    async ({ moves }) => {
      await readCompanyAnew();
      announce(moves === 1 ? 'En arbetsplats är flyttad' : `${moves} arbetsplatser är flyttade`);
      onMoved();
      onClose();
    },
  );
  const choose = (id: string, on: boolean) => {
    setTo((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
    setPreview(null);
  };
  const outdated = moving.problem?.code === 'workplaces/preview-changed';
  return (
    <Dialog title={ids.length === 1 ? 'Flytta en arbetsplats' : `Flytta ${ids.length} arbetsplatser`} onClose={onClose}>
      <DepartmentChoices
        id="falt-flytta-till"
        label="Flytta till"
        hint={
          bound
            ? 'Andra avdelningar än dina ändras inte.'
            : 'Arbetsplatserna hör sedan bara till det du väljer. Välj inget för att ta bort dem ur sina avdelningar.'
        }
        departments={departments}
        wire={(id) => ({ checked: to.includes(id), onChange: (event) => choose(id, event.target.checked) })}
      />
      <SaveFault problem={looking.problem ?? moving.problem} reload={readCompanyAnew} />
      {preview && !outdated && <MovePreview preview={preview} />}
      <div className="actions">
        {preview && !outdated ? (
          <Button busy={moving.busy} refused={preview.moves ? null : 'Det finns inget att flytta.'} onClick={() => void moving.run()}>
            {preview.moves > 1 ? `Flytta ${preview.moves} arbetsplatser` : 'Flytta'}
          </Button>
        ) : (
          <Button
            busy={looking.busy}
            refused={bound && to.length === 0 ? 'Välj minst en avdelning.' : null}
            onClick={() => {
              moving.forget();
              void looking.run();
            }}
          >
            Förhandsgranska
          </Button>
        )}
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

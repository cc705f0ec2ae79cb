import { useForm } from 'react-hook-form';
import { api, call, command, edit } from '../../api/client';
import { type Department, readCompanyAnew } from '../../api/workplace-queries';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { fieldId } from '../../ui/ErrorSummary';
import { SaveFault } from '../users/SaveFault';

/** A new department, or another name of one. */
export function DepartmentDialog({ department, onClose }: { department: Department | null; onClose: () => void }) {
  const { register, getValues, setFocus } = useForm({ defaultValues: { name: department?.name ?? '' } });
  const faults = useFaults();
  const send = (key: string) => {
    const body = getValues();
    return call(() =>
      department
        ? api.PUT('/api/v1/departments/{id}', { params: { path: { id: department.id }, header: edit(key, department.version) }, body })
        : api.POST('/api/v1/departments', { params: { header: command(key) }, body }),
    );
  };
  const { busy, problem, run } = useCommand(send, async (saved) => {
    await readCompanyAnew();
    announce(`Avdelningen ${saved.name} är sparad`);
    onClose();
  });
  return (
    <Dialog title={department ? `Byt namn på ${department.name}` : 'Ny avdelning'} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run().then((found) => {
            faults.show(found?.errors ?? []);
            if (found?.errors.length) setFocus('name');
          });
        }}
      >
        {problem?.errors.length === 0 && (
          <SaveFault
            problem={problem}
            reload={async () => {
              onClose();
              await readCompanyAnew();
            }}
          />
        )}
        <TextField
          id={fieldId('name')}
          label="Avdelningens namn"
          error={faults.of('name')}
          register={register('name', { onChange: () => faults.touch('name') })}
          maxLength={100}
        />
        <div className="actions">
          <Button type="submit" busy={busy}>
            Spara
          </Button>
          <Button look="secondary" onClick={onClose}>
            Avbryt
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { useForm } from 'react-hook-form';
import { api, call, command, edit } from '../../api/client';
import { type Department, readCompanyAnew, type Workplace } from '../../api/workplace-queries';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { SaveFault } from '../users/SaveFault';
import { DepartmentChoices } from './DepartmentChoices';

interface Values {
  name: string;
  street: string;
  postalCode: string;
  city: string;
  municipality: string;
  departmentIds: string[];
}

interface Props {
  /** null makes a new one. */
  workplace: Workplace | null;
  departments: Department[];
  /** The department that the list shows, which a new workplace is in to begin with. */
  inDepartment: string | undefined;
  onClose: () => void;
}

/** A workplace's name, address and departments; of one that others' departments share, one's own departments only. Only the head office may lack an address. */
export function WorkplaceDialog({ workplace, departments, inDepartment, onClose }: Props) {
  const own = departments.map(({ id }) => id);
  const { register, getValues } = useForm<Values>({
    defaultValues: {
      name: workplace?.name ?? '',
      street: workplace?.street ?? '',
      postalCode: workplace?.postalCode ?? '',
      city: workplace?.city ?? '',
      municipality: workplace?.municipality ?? '',
      departmentIds: workplace
        ? workplace.departments.map(({ id }) => id).filter((id) => own.includes(id))
        : inDepartment
          ? [inDepartment]
          : [],
    },
  });
  const faults = useFaults();
  const send = (key: string) => {
    const { name, departmentIds, ...address } = getValues();
    const { street, postalCode, city, municipality } = address;
    const given = (text: string) => text.trim() || null;
    const body = {
      name,
      street: given(street),
      postalCode: given(postalCode),
      city: given(city),
      municipality: given(municipality),
      departmentIds: departments.length ? departmentIds : [],
    };
    return call(() =>
      workplace
        ? api.PUT('/api/v1/workplaces/{id}', { params: { path: { id: workplace.id }, header: edit(key, workplace.version) }, body })
        : api.POST('/api/v1/workplaces', { params: { header: command(key) }, body }),
    );
  };
  const { busy, problem, run } = useCommand(send, async (saved) => {
    await readCompanyAnew();
    announce(`${saved.name} är sparad`);
    onClose();
  });
  const field = (name: keyof Values, label: string) => ({
    id: fieldId(name),
    label,
    error: faults.of(name),
    register: register(name, { onChange: () => faults.touch(name) }),
  });
  const optional = workplace?.isDefault ?? false;
  const isShared = workplace?.departments.some(({ isOwn }) => !isOwn) ?? false;
  return (
    <Dialog title={workplace ? `Redigera ${workplace.name}` : 'Ny arbetsplats'} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run().then((found) => faults.show(found?.errors ?? []));
        }}
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {problem?.errors.length === 0 && (
          <SaveFault
            problem={problem}
            reload={async () => {
              onClose();
              await readCompanyAnew();
            }}
          />
        )}
        {isShared ? (
          <p>Arbetsplatsen hör också till en avdelning som du inte administrerar. Därför kan du inte ändra namn och adress.</p>
        ) : (
          <>
            <TextField {...field('name', 'Namn')} maxLength={100} />
            <TextField {...field('street', 'Gatuadress')} optional={optional} maxLength={100} autoComplete="off" />
            <div className="place">
              <TextField {...field('postalCode', 'Postnummer')} optional={optional} width="short" inputMode="numeric" maxLength={6} />
              <TextField {...field('city', 'Ort')} optional={optional} maxLength={60} />
            </div>
            <TextField {...field('municipality', 'Kommun')} optional={optional} maxLength={60} />
          </>
        )}
        {departments.length > 0 && (
          <DepartmentChoices
            id={fieldId('departmentIds')}
            label="Avdelningar"
            hint="En arbetsplats kan höra till en eller flera avdelningar."
            error={faults.of('departmentIds')}
            departments={departments}
            wire={() => register('departmentIds', { onChange: () => faults.touch('departmentIds') })}
          />
        )}
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

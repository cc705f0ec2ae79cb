import { useForm, type UseFormReturn } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import type { FieldFault } from '../../api/problem';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { parseDate } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/DateField';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { ColleagueSelect } from './ColleagueSelect';
import { SaveFault } from './SaveFault';
import { type Drawn, useWritten } from './useCards';

type Values = Record<'forUserId' | 'validFrom' | 'validThrough', string>;

const readDay = (text: string): string => {
  const parsed = parseDate(text);
  return parsed.ok ? parsed.date : '';
};

function unread({ forUserId, ...days }: Values): FieldFault[] {
  const faults: FieldFault[] = forUserId ? [] : [{ path: 'forUserId', code: 'required', message: 'Välj en kollega.' }];
  for (const [path, text] of Object.entries(days)) {
    const parsed = parseDate(text);
    if (!parsed.ok) faults.push({ path, code: 'date', message: parsed.message });
  }
  return faults;
}

/** For whom, and which days. */
export function SubstituteForm({ user, version, adopt, reload, note, onClose }: Drawn & { onClose: () => void }) {
  const form = useForm<Values>({ defaultValues: { forUserId: '', validFrom: '', validThrough: '' } });
  const faults = useFaults();
  useWritten(form.formState.isDirty, note);
  const { busy, problem, run } = useCommand(
    (key) => {
      const { forUserId, validFrom, validThrough } = form.getValues();
      const body = { forUserId, validFrom: readDay(validFrom), validThrough: readDay(validThrough) };
      const params = { path: { id: user.id }, header: edit(key, version) };
      return call(() => api.POST('/api/v1/users/{id}/substitution', { params, body }));
    },
    async (saved) => {
      announce(`${user.name} är vikarie`);
      await adopt(saved);
      onClose();
    },
  );
  async function save() {
    const missing = unread(form.getValues());
    if (missing.length) return faults.show(missing);
    faults.show((await run())?.errors ?? []);
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {problem?.errors.length === 0 && <SaveFault problem={problem} reload={reload} />}
      <SubstituteFields form={form} faults={faults} except={user.id} />
      <div className="actions">
        <Button type="submit" busy={busy}>
          Spara vikariat
        </Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  form: UseFormReturn<Values>;
  faults: ReturnType<typeof useFaults>;
  except: string;
}

function SubstituteFields({ form, faults, except }: FieldsProps) {
  const values = form.watch();
  const field = (name: keyof Values) => ({
    id: fieldId(name),
    error: faults.of(name),
    register: form.register(name, { onChange: () => faults.touch(name) }),
  });
  const day = (name: 'validFrom' | 'validThrough', label: string) => (
    <DateField
      {...field(name)}
      label={label}
      value={values[name]}
      onPick={(date) => {
        form.setValue(name, date, { shouldDirty: true });
        faults.touch(name);
      }}
    />
  );
  return (
    <>
      <ColleagueSelect {...field('forUserId')} label="Vikarie för" except={except} />
      <div className="permission-days">
        {day('validFrom', 'Första dagen')}
        {day('validThrough', 'Sista dagen')}
      </div>
    </>
  );
}

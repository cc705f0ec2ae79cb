import type { UseFormReturn } from 'react-hook-form';
import type { useFaults } from '../../forms/useFaults';
import { today } from '../../text/dates';
import { DateField } from '../../ui/DateField';
import { fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { RoleBoxes } from '../invitations/RoleFields';
import { lastDayHint, type RoleSlots, type Slot } from '../invitations/roles';
import { gains, losesAdministration, type PermissionValues } from './permission-form';

interface Props {
  form: UseFormReturn<PermissionValues>;
  faults: ReturnType<typeof useFaults>;
  groups: readonly RoleSlots[];
  /** What the person has already, when it is the one who asks; otherwise null. */
  before: PermissionValues | null;
}

/** Each permission, in each place, with its days, which are shown when it is ticked. */
export function PermissionFields({ form, faults, groups, before }: Props) {
  const values = form.watch();
  const toSelf = before !== null && gains(values, before);
  const fromSelf = before !== null && losesAdministration(values, before, groups);
  return (
    <>
      {groups.map((group) => (
        <div key={group.role} className="permission">
          <RoleBoxes
            group={group}
            box={(slot, about) => <SlotFields key={slot.key} slot={slot} about={about} form={form} faults={faults} />}
          />
        </div>
      ))}
      {toSelf && (
        <Notice tone="warning" title="Du ger dig själv en behörighet eller förlänger en.">
          <p>Det sparas i historiken, och de andra administratörerna får veta det med e-post.</p>
        </Notice>
      )}
      {fromSelf && (
        <Notice tone="warning" title="Du tar bort din egen rätt att administrera användare." live>
          <p>Det gäller genast, och bara en annan administratör kan ge den tillbaka.</p>
        </Notice>
      )}
    </>
  );
}

function SlotFields({ slot, about, form, faults }: Pick<Props, 'form' | 'faults'> & { slot: Slot; about: string }) {
  const { key, label, name } = slot;
  const value = form.watch(key);
  const fault = faults.of(`${key}.on`);
  const faultId = `${fieldId(key)}-error`;
  // One that is saved and has not begun keeps its first day when the field is left empty.
  const comes = (form.formState.defaultValues?.[key]?.from ?? '') > today();
  const day = (field: 'from' | 'through', text: string, hint: string) => {
    const path = `${key}.${field}` as const;
    return (
      <DateField
        id={fieldId(path)}
        label={
          <>
            {text}
            <span className="visually-hidden"> för {name}</span>
          </>
        }
        what={`${text.toLowerCase()} för ${name}`}
        hint={hint}
        error={faults.of(path)}
        register={form.register(path, { onChange: () => faults.touch(path) })}
        value={value?.[field] ?? ''}
        onPick={(date) => {
          form.setValue(path, date, { shouldDirty: true });
          faults.touch(path);
        }}
      />
    );
  };
  return (
    <div className="permission-slot">
      <div className="choice">
        <input
          type="checkbox"
          id={fieldId(`${key}.on`)}
          aria-describedby={fault ? `${about} ${faultId}` : about}
          aria-invalid={fault ? true : undefined}
          {...form.register(`${key}.on`, { onChange: () => faults.touch(`${key}.on`) })}
        />
        <label htmlFor={fieldId(`${key}.on`)}>{label}</label>
      </div>
      {fault && (
        <p className="field-error" id={faultId}>
          {fault}
        </p>
      )}
      {value?.on && (
        <div className="permission-days">
          {day('from', 'Från och med', comes ? 'Skriv dagens datum om behörigheten ska börja gälla nu.' : 'Tomt betyder genast.')}
          {day('through', 'Till och med', slot.lastDay ? lastDayHint(slot.lastDay) : 'Tomt betyder tills vidare.')}
        </div>
      )}
    </div>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import { roleOffersQuery } from '../../api/users';
import type { useFaults } from '../../forms/useFaults';
import { DateField } from '../../ui/DateField';
import { fieldId } from '../../ui/ErrorSummary';
import { FieldGroup } from '../../ui/Field';
import type { Details } from './NewUserDetails';
import { lastDayHint, type RoleSlots, type Slot, slotsOf } from './roles';
import '../../styles/users.css';

interface Props {
  form: UseFormReturn<Details>;
  faults: ReturnType<typeof useFaults>;
  /** What a user without any role may do; null when everybody has to have one. */
  hint: string | null;
}

/** "Behörigheter" (A20, A21): which rights, in which departments, and for how long. */
export function RoleFields({ form, faults, hint }: Props) {
  const groups = slotsOf(useSuspenseQuery(roleOffersQuery).data);
  const [chosen, validTo] = form.watch(['roles', 'validTo']);
  const first = groups[0]?.slots[0]?.key;
  const box = ({ key, label }: Slot, about: string) => (
    <div key={key} className="choice">
      <input
        {...form.register('roles', { onChange: () => faults.touch('roles') })}
        id={key === first ? fieldId('roles') : `${fieldId('roles')}-${key}`}
        type="checkbox"
        value={key}
        aria-describedby={about}
      />
      <label htmlFor={key === first ? fieldId('roles') : `${fieldId('roles')}-${key}`}>{label}</label>
    </div>
  );
  const chosenSlots = groups.flatMap(({ slots }) => slots).filter(({ key }) => chosen.includes(key));
  return (
    <>
      <FieldGroup id={fieldId('roles')} label="Behörigheter" hint={hint ?? undefined} error={faults.of('roles')}>
        {groups.map((group) => (
          <RoleBoxes key={group.role} group={group} box={box} />
        ))}
      </FieldGroup>
      {chosenSlots.map(({ key, name, lastDay }, at) => (
        <DateField
          key={key}
          id={fieldId(`roles.${at}.validTo`)}
          label={`${name} till och med`}
          optional={lastDay === null}
          hint={lastDay ? lastDayHint(lastDay) : undefined}
          error={faults.of(`roles.${at}.validTo`)}
          register={form.register(`validTo.${key}`, { onChange: () => faults.touch('roles') })}
          value={validTo[key] ?? ''}
          onPick={(date) => form.setValue(`validTo.${key}`, date)}
        />
      ))}
    </>
  );
}

/** One box for the role, or a box for each place under the role's name. */
export function RoleBoxes({ group, box }: { group: RoleSlots; box: (slot: Slot, about: string) => React.ReactNode }) {
  const { role, label, hint, slots } = group;
  const about = `${role}-om`;
  const [only] = slots;
  if (slots.length === 1 && only?.departmentId === null)
    return (
      <div className="role">
        {box(only, about)}
        <p className="hint role-about" id={about}>
          {hint}
        </p>
      </div>
    );
  return (
    <div className="role" role="group" aria-labelledby={`${role}-namn`}>
      <p className="role-name" id={`${role}-namn`}>
        {label}
      </p>
      <p className="hint" id={about}>
        {hint}
      </p>
      {slots.map((slot) => box(slot, about))}
    </div>
  );
}

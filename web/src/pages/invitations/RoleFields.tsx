import type { UseFormReturn } from 'react-hook-form';
import type { useFaults } from '../../forms/useFaults';
import { DateField } from '../../ui/DateField';
import { fieldId } from '../../ui/ErrorSummary';
import { FieldGroup } from '../../ui/Field';
import type { Details } from './NewUserDetails';
import { type InvitableRole, roleChoices } from './roles';

const codes = Object.keys(roleChoices) as InvitableRole[];

/** "Behörigheter" (A20, A21): which rights, and for how long. */
export function RoleFields({ form, faults }: { form: UseFormReturn<Details>; faults: ReturnType<typeof useFaults> }) {
  const [chosen, validTo] = form.watch(['roles', 'validTo']);
  return (
    <>
      <FieldGroup
        id={fieldId('roles')}
        label="Behörigheter"
        hint="Alla användare kan registrera insatser och rekvirera medel."
        error={undefined}
      >
        {codes.map((role, n) => {
          const id = n === 0 ? fieldId('roles') : `${fieldId('roles')}-${role}`;
          return (
            <div key={role} className="choice">
              <input
                {...form.register('roles', { onChange: () => faults.touch('roles') })}
                id={id}
                type="checkbox"
                value={role}
                aria-describedby={`${id}-about`}
              />
              <label htmlFor={id}>{roleChoices[role].label}</label>
              <p className="hint" id={`${id}-about`}>
                {roleChoices[role].hint}
              </p>
            </div>
          );
        })}
      </FieldGroup>
      {codes
        .filter((role) => chosen.includes(role))
        .map((role, at) => (
          <DateField
            key={role}
            id={fieldId(`roles.${at}.validTo`)}
            label={`${roleChoices[role].label} till och med`}
            optional
            error={faults.of(`roles.${at}.validTo`)}
            register={form.register(`validTo.${role}`, { onChange: () => faults.touch('roles') })}
            value={validTo[role] ?? ''}
            onPick={(date) => form.setValue(`validTo.${role}`, date)}
          />
        ))}
    </>
  );
}

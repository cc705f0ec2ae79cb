import type { UseFormRegisterReturn } from 'react-hook-form';
import { FieldGroup, type FieldProps } from '../../ui/Field';
import { companyRoles } from './roles';

/** Which of the company's roles; several may be chosen (B2). */
export function RoleChoices({ register, ...field }: FieldProps & { register: UseFormRegisterReturn }) {
  return (
    <FieldGroup {...field}>
      {companyRoles.map(({ value, label, hint }, n) => {
        const id = n === 0 ? field.id : `${field.id}-${value}`;
        return (
          <div key={value} className="choice">
            <input {...register} id={id} type="checkbox" value={value} aria-describedby={`${id}-about`} />
            <label htmlFor={id}>{label}</label>
            <p className="hint" id={`${id}-about`}>
              {hint}
            </p>
          </div>
        );
      })}
    </FieldGroup>
  );
}

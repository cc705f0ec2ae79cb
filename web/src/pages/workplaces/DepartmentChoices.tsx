import type { InputHTMLAttributes } from 'react';
import type { Department } from '../../api/workplace-queries';
import { FieldGroup, type FieldProps } from '../../ui/Field';

interface Props extends FieldProps {
  departments: Department[];
  /** What makes each box part of the form around it. */
  wire: (id: string) => InputHTMLAttributes<HTMLInputElement>;
}

/** Which of the departments; several may be chosen. */
export function DepartmentChoices({ departments, wire, ...field }: Props) {
  return (
    <FieldGroup {...field}>
      {departments.map((department, n) => {
        const id = n === 0 ? field.id : `${field.id}-${department.id}`;
        return (
          <div key={department.id} className="choice">
            <input id={id} type="checkbox" value={department.id} {...wire(department.id)} />
            <label htmlFor={id}>{department.name}</label>
          </div>
        );
      })}
    </FieldGroup>
  );
}

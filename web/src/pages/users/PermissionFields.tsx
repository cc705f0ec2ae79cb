import type { UseFormReturn } from 'react-hook-form';
import type { useFaults } from '../../forms/useFaults';
import { DateField } from '../../ui/DateField';
import { fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { type PermissionValues, roles } from './permission-form';

interface Props {
  form: UseFormReturn<PermissionValues>;
  faults: ReturnType<typeof useFaults>;
  /** What the person has already, when it is the one who asks; otherwise null. */
  before: PermissionValues | null;
}

/** Each permission with its days, which are shown when it is ticked. */
export function PermissionFields({ form, faults, before }: Props) {
  const values = form.watch();
  const toSelf = before !== null && roles.some(({ role }) => values[role].on && !before[role].on);
  return (
    <>
      {roles.map(({ role, label, hint }) => {
        const day = (name: 'from' | 'through', text: string, about: string) => {
          const path = `${role}.${name}` as const;
          return (
            <DateField
              id={fieldId(path)}
              label={
                <>
                  {text}
                  <span className="visually-hidden"> för {label}</span>
                </>
              }
              hint={about}
              error={faults.of(path)}
              register={form.register(path, { onChange: () => faults.touch(path) })}
              value={values[role][name]}
              onPick={(date) => {
                form.setValue(path, date, { shouldDirty: true });
                faults.touch(path);
              }}
            />
          );
        };
        return (
          <div key={role} className="permission">
            <div className="choice">
              <input type="checkbox" id={fieldId(`${role}.on`)} aria-describedby={`${role}-om`} {...form.register(`${role}.on`)} />
              <label htmlFor={fieldId(`${role}.on`)}>{label}</label>
              <p className="hint" id={`${role}-om`}>
                {hint}
              </p>
            </div>
            {values[role].on && (
              <div className="permission-days">
                {day('from', 'Från och med', 'Tomt betyder genast.')}
                {day('through', 'Till och med', 'Tomt betyder tills vidare.')}
              </div>
            )}
          </div>
        );
      })}
      {toSelf && (
        <Notice tone="warning" title="Du ger dig själv en behörighet.">
          <p>Det sparas i historiken, och de andra administratörerna får ett mail om det.</p>
        </Notice>
      )}
    </>
  );
}

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/DateField';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { formFaults, type PermissionValues, roles, valuesOf, wishesOf } from './permission-form';
import { SaveFault } from './SaveFault';
import type { Drawn } from './UserPage';

/** What the user may do, from which day and until when (A20, A21). */
export function PermissionForm({ user, version, adopt, reload }: Drawn) {
  const form = useForm<PermissionValues>({ defaultValues: valuesOf(user) });
  const faults = useFaults();
  const values = form.watch();
  const [before, setBefore] = useState(() => valuesOf(user));
  const dirty = form.formState.isDirty;
  useUnsavedWarning(dirty);
  const { busy, problem, run } = useCommand(
    (key) => {
      const { permissions } = wishesOf(form.getValues());
      const params = { path: { id: user.id }, header: edit(key, version) };
      return call(() => api.PUT('/api/v1/users/{id}/permissions', { params, body: { permissions } }));
    },
    async (saved) => {
      form.reset(valuesOf(saved));
      setBefore(valuesOf(saved));
      announce('Behörigheterna är sparade och gäller från nästa klick');
      await adopt(saved);
    },
  );
  async function save() {
    const { permissions, faults: unread } = wishesOf(form.getValues());
    if (unread.length) return faults.show(unread);
    const found = await run();
    faults.show(found ? formFaults(found.errors, permissions) : []);
  }
  const toSelf = user.isSelf && roles.some(({ role }) => values[role].on && !before[role].on);
  return (
    <section className="card" aria-labelledby="behorigheter">
      <h2 id="behorigheter">Behörigheter</h2>
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
        <div className="actions">
          <Button type="submit" busy={busy}>
            Spara behörigheter
          </Button>
        </div>
      </form>
    </section>
  );
}

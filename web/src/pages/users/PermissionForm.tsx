import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { ErrorSummary } from '../../ui/ErrorSummary';
import { formFaults, type PermissionValues, valuesOf, wishesOf } from './permission-form';
import { PermissionFields } from './PermissionFields';
import { SaveFault } from './SaveFault';
import type { Drawn } from './UserPage';

/** What the user may do, from which day and until when (A20, A21). */
export function PermissionForm({ user, version, adopt, reload }: Drawn) {
  const form = useForm<PermissionValues>({ defaultValues: valuesOf(user) });
  const faults = useFaults();
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
        <PermissionFields form={form} faults={faults} before={user.isSelf ? before : null} />
        <div className="actions">
          <Button type="submit" busy={busy}>
            Spara behörigheter
          </Button>
        </div>
      </form>
    </section>
  );
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import { roleOffersQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { ErrorSummary } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { fixedOf, formFaults, groupsOf, type PermissionValues, shownOf, valuesOf, wishesOf } from './permission-form';
import { PermissionBadges } from './PermissionBadges';
import { PermissionFields } from './PermissionFields';
import { SaveFault } from './SaveFault';
import { type Drawn, useWritten } from './useCards';

/** What the user may do, from which day and until when (A20, A21). */
export function PermissionForm({ user, version, adopt, reload, note }: Drawn) {
  const offers = useSuspenseQuery(roleOffersQuery).data;
  const groups = groupsOf(user, offers);
  const form = useForm<PermissionValues>({ defaultValues: valuesOf(user, groups) });
  const faults = useFaults();
  const [before, setBefore] = useState(() => valuesOf(user, groups));
  const [shown, setShown] = useState(() => shownOf(user));
  const fixed = fixedOf(user);
  const dirty = form.formState.isDirty;
  const [done, setDone] = useState(false);
  useWritten(dirty, note);
  const { busy, problem, run } = useCommand(
    (key) => {
      const { permissions } = wishesOf(form.getValues(), groups);
      const params = { path: { id: user.id }, header: edit(key, version) };
      return call(() => api.PUT('/api/v1/users/{id}/permissions', { params, body: { permissions, shown } }));
    },
    async (saved) => {
      const next = valuesOf(saved, groupsOf(saved, offers));
      form.reset(next);
      setBefore(next);
      setShown(shownOf(saved));
      setDone(true);
      announce('Behörigheterna är sparade');
      await adopt(saved);
    },
  );
  async function save() {
    const { permissions, faults: unread } = wishesOf(form.getValues(), groups);
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
        {fixed.length > 0 && (
          <div className="permission">
            <p>Det här kan du inte ändra:</p>
            <PermissionBadges permissions={fixed} />
          </div>
        )}
        <PermissionFields form={form} faults={faults} groups={groups} before={user.isSelf ? before : null} />
        {done && !dirty && !problem && <Notice tone="success" title="Behörigheterna är sparade." />}
        <div className="actions">
          <Button type="submit" busy={busy}>
            Spara behörigheter
          </Button>
        </div>
      </form>
    </section>
  );
}

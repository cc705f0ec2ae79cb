import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import type { User } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { announce } from '../../ui/announce';
import { AddressField } from '../../ui/AddressField';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/controls';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { SaveFault } from './SaveFault';
import { Unreached } from './Unreached';
import { type Drawn, useWritten } from './useCards';

type Values = Record<'email' | 'phone' | 'title', string>;

const valuesOf = ({ email, phone, title }: User): Values => ({ email, phone: phone ?? '', title });

/** How the user is reached, and the title. The name comes from the e-ID and can't be changed here, nor the address of another side's user (0030). */
export function ContactForm({ user, version, adopt, reload, note }: Drawn) {
  const form = useForm<Values>({ defaultValues: valuesOf(user) });
  const faults = useFaults();
  const email = useWatch({ control: form.control, name: 'email' });
  const dirty = form.formState.isDirty;
  const [done, setDone] = useState(false);
  useWritten(dirty, note);
  const readdress = user.actions.find(({ name }) => name === 'readdress');
  const { busy, problem, run } = useCommand(
    (key) => {
      const { email, phone, title } = form.getValues();
      const body = { email, phone: phone.trim() || null, title };
      return call(() => api.PUT('/api/v1/users/{id}', { params: { path: { id: user.id }, header: edit(key, version) }, body }));
    },
    async (saved) => {
      form.reset(valuesOf(saved));
      setDone(true);
      announce('Kontaktuppgifterna är sparade');
      await adopt(saved);
    },
  );
  const field = (name: keyof Values, label: string) => ({
    id: fieldId(name),
    label,
    error: faults.of(name),
    register: form.register(name, { onChange: () => faults.touch(name) }),
  });
  return (
    <section className="card" aria-labelledby="kontaktuppgifter">
      <h2 id="kontaktuppgifter">Kontaktuppgifter</h2>
      <Unreached user={user} />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run().then((found) => faults.show(found?.errors ?? []));
        }}
      >
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {problem?.errors.length === 0 && <SaveFault problem={problem} reload={reload} />}
        {readdress?.allowed ? (
          <AddressField
            {...field('email', 'E-post')}
            width="medium"
            value={email}
            onUse={(meant) => {
              form.setValue('email', meant, { shouldDirty: true });
              faults.touch('email');
            }}
          />
        ) : (
          <div>
            <dl className="facts">
              <dt>E-post:</dt>
              <dd className="break">{user.email}</dd>
            </dl>
            <p className="soft small">E-postadressen kan du inte ändra. {readdress?.whyText}</p>
          </div>
        )}
        <TextField {...field('phone', 'Telefonnummer')} optional type="tel" width="medium" maxLength={30} />
        <TextField {...field('title', 'Titel')} optional width="medium" maxLength={100} />
        {done && !dirty && !problem && <Notice tone="success" title="Kontaktuppgifterna är sparade." />}
        <div className="actions">
          <Button type="submit" busy={busy}>
            Spara kontaktuppgifter
          </Button>
        </div>
      </form>
    </section>
  );
}

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { useFaults } from '../../forms/useFaults';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/controls';
import { fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { useCommand } from './useCommand';

type Outcome = Schemas['LookUpAnswer']['outcome'];

const taken: Readonly<Record<Exclude<Outcome, 'free'>, { title: string; text: string }>> = {
  member: { title: 'Personen är redan användare i organisationen.', text: 'Ändra behörigheter i listan över användare.' },
  invited: { title: 'Det finns redan en inbjudan till adressen.', text: 'Välj Skicka igen i listan om den har kommit bort.' },
};

interface Props {
  email: string;
  onFree: (email: string) => void;
  onCancel: () => void;
}

/** Step 1 (A26): the e-mail address alone. */
export function NewUserEmail({ email, onFree, onCancel }: Props) {
  const form = useForm({ defaultValues: { email } });
  const faults = useFaults();
  const [found, setFound] = useState<Exclude<Outcome, 'free'> | null>(null);
  const { busy, problem, run } = useCommand(
    (key) =>
      call(() =>
        api.POST('/api/v1/invitations/look-up', { params: { header: command(key) }, body: { email: form.getValues('email').trim() } }),
      ),
    ({ outcome }) => (outcome === 'free' ? onFree(form.getValues('email').trim()) : setFound(outcome)),
    ({ errors }) => faults.show(errors),
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setFound(null);
        void run();
      }}
    >
      <TextField
        id={fieldId('email')}
        label="E-post"
        type="email"
        maxLength={254}
        error={faults.of('email')}
        register={form.register('email', {
          onChange: () => {
            faults.touch('email');
            setFound(null);
          },
        })}
      />
      {found && (
        <Notice tone="warning" title={taken[found].title} live>
          <p>{taken[found].text}</p>
        </Notice>
      )}
      {problem && problem.errors.length === 0 && <Notice tone="danger" title={problem.title} live />}
      <div className="actions">
        <Button type="submit" busy={busy}>
          Nästa
        </Button>
        <Button look="secondary" onClick={onCancel}>
          Avbryt
        </Button>
      </div>
    </form>
  );
}

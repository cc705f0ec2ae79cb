import { useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { AddressField } from '../../ui/AddressField';
import { Button } from '../../ui/Button';
import { fieldId, goToFirst } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import type { Details } from './NewUserDetails';
import { TakenAddress } from './TakenAddress';

interface Props {
  form: UseFormReturn<Details>;
  onFree: () => void;
  onCancel: () => void;
  onSent: (text: string) => void;
}

/** Step 1 (A26): the e-mail address alone. */
export function NewUserEmail({ form, onFree, onCancel, onSent }: Props) {
  const faults = useFaults();
  const email = useWatch({ control: form.control, name: 'email' });
  const [found, setFound] = useState<Schemas['LookUpAnswer'] | null>(null);
  const { busy, problem, run } = useCommand(
    (key) =>
      call(() =>
        api.POST('/api/v1/invitations/look-up', { params: { header: command(key) }, body: { email: form.getValues('email').trim() } }),
      ),
    (answer) => (answer.outcome === 'free' ? onFree() : setFound(answer)),
    ({ errors }) => {
      faults.show(errors);
      goToFirst(errors);
    },
  );
  const written = () => {
    faults.touch('email');
    setFound(null);
  };
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
      <AddressField
        id={fieldId('email')}
        label="E-post"
        error={faults.of('email')}
        register={form.register('email', { onChange: written })}
        value={email}
        onUse={(meant) => {
          form.setValue('email', meant, { shouldDirty: true });
          written();
        }}
      />
      {found && <TakenAddress answer={found} onSent={onSent} />}
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

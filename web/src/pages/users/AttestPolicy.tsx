import { useSuspenseQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api, call, edit, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { attestPolicyQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';
import { dayText, today } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { type Choice, Radios } from '../../ui/controls';
import { fieldId } from '../../ui/ErrorSummary';
import { SaveFault } from './SaveFault';

type Policy = Schemas['AttestPolicyView'];

const choices: readonly Choice[] = [
  { value: 'none', label: 'Inget' },
  { value: 'requisition', label: 'Rekvisitioner' },
  { value: 'requisition_and_offer', label: 'Rekvisitioner och offerter' },
];

/** What has to be attested by somebody with the permission Attestant (§10.1). */
export function AttestPolicy() {
  const policy = useSuspenseQuery(attestPolicyQuery).data;
  return <PolicyForm key={policy.version} policy={policy} />;
}

function PolicyForm({ policy }: { policy: Policy }) {
  const form = useForm<Pick<Policy, 'policy'>>({ defaultValues: { policy: policy.policy } });
  const dirty = form.formState.isDirty;
  useUnsavedWarning(dirty);
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.PUT('/api/v1/attest-policy', { params: { header: edit(key, policy.version) }, body: form.getValues() })),
    (next) => {
      queryClient.setQueryData(attestPolicyQuery.queryKey, next);
      announce(`Sparat. Det här ska attesteras: ${next.label}`);
    },
  );
  return (
    <section className="card" aria-labelledby="attest">
      <h2 id="attest">Attest</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Radios
          id={fieldId('policy')}
          label="Vad ska attesteras innan det går till oss?"
          hint="Den som attesterar behöver behörigheten Attestant. Valet sparas nu och börjar gälla när attest införs."
          choices={choices}
          register={form.register('policy')}
        />
        {policy.changedAt && (
          <p className="soft">
            Senast ändrat{policy.changedBy && ` av ${policy.changedBy}`} den {dayText(today(new Date(policy.changedAt)))}.
          </p>
        )}
        <SaveFault problem={problem} reload={() => queryClient.invalidateQueries({ queryKey: attestPolicyQuery.queryKey })} />
        <div className="actions">
          <Button type="submit" look="secondary" busy={busy} refused={dirty ? null : 'Ingenting är ändrat.'}>
            Spara
          </Button>
        </div>
      </form>
    </section>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useForm, useWatch } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { useUnsavedWarning } from '../../forms/useUnsavedWarning';
import { PageHead } from '../../shell/PageHead';
import { announce } from '../../ui/announce';
import { AddressField } from '../../ui/AddressField';
import { Button } from '../../ui/Button';
import { TextArea, TextField } from '../../ui/controls';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { RoleChoices } from '../connections/RoleChoices';

type Form = Schemas['NewPerson'];
const EMPTY: Form = { personalNumber: '', name: '', email: '', mobile: '', title: '', roleDescription: '', roles: [] };

const needed = {
  personalNumber: 'Ange personnumret.',
  name: 'Ange för- och efternamn.',
  email: 'Ange en e-postadress.',
  mobile: 'Ange ett mobilnummer.',
} as const;

/** What is plainly missing, before anything is sent. */
const missing = (form: Form) =>
  Object.entries(needed)
    .filter(([path]) => !form[path as keyof typeof needed].trim())
    .map(([path, message]) => ({ path, code: 'required', message }));

/** "Lägg till med personnummer" (000, B9): the person is a user of the company at once. */
export function AddPersonPage() {
  const navigate = useNavigate();
  const form = useForm<Form>({ defaultValues: EMPTY });
  const [description, email] = useWatch({ control: form.control, name: ['roleDescription', 'email'] });
  const faults = useFaults();
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.POST('/api/v1/company/people', { params: { header: command(key) }, body: form.getValues() })),
    async ({ id, name }) => {
      form.reset(EMPTY);
      await queryClient.invalidateQueries({ queryKey: ['users'] });
      announce(`${name} är tillagd`);
      await navigate({ to: '/anvandare/$id', params: { id } });
    },
  );
  useUnsavedWarning(form.formState.isDirty && !busy);
  const field = (path: keyof Form) => ({
    id: fieldId(path),
    error: faults.of(path),
    register: form.register(path, { onChange: () => faults.touch(path) }),
  });
  const send = () => {
    const found = missing(form.getValues());
    faults.show(found);
    if (found.length === 0) void run().then((refused) => faults.show(refused?.errors ?? []));
  };
  return (
    <>
      <PageHead
        title="Lägg till med personnummer"
        crumbs={[
          { label: 'Administrera användare', link: { to: '/anvandare', activeOptions: { exact: true } } },
          { label: 'Lägg till med personnummer' },
        ]}
        lead="Personen blir användare genast och loggar in med BankID eller Freja eID+."
      />
      <div className="content form-column">
        <form
          className="card"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
          {problem?.errors.length === 0 && (
            <Notice tone="danger" title={problem.title} live>
              {problem.detail && <p>{problem.detail}</p>}
            </Notice>
          )}
          <TextField
            {...field('personalNumber')}
            label="Personnummer"
            hint="ÅÅÅÅMMDD-NNNN. Behövs för att rätt person ska komma åt rätt uppgifter. Visas sedan utan de fyra sista siffrorna."
            width="short"
            inputMode="numeric"
            maxLength={15}
          />
          <TextField
            {...field('name')}
            label="Namn"
            hint="För- och efternamn. Ersätts av namnet i e-legitimationen."
            width="medium"
            maxLength={120}
          />
          <AddressField
            {...field('email')}
            label="E-post"
            hint="Hit går beskedet om att personen är tillagd."
            width="medium"
            value={email}
            onUse={(meant) => {
              form.setValue('email', meant, { shouldDirty: true });
              faults.touch('email');
            }}
          />
          <TextField {...field('mobile')} label="Mobilnummer" hint="Till exempel 070-174 06 05." type="tel" width="short" maxLength={30} />
          <TextField {...field('title')} label="Titel" optional width="medium" maxLength={100} />
          <TextArea
            {...field('roleDescription')}
            label="Rollbeskrivning"
            hint="Vad personen gör på företaget."
            optional
            limit={500}
            length={description.length}
          />
          <RoleChoices
            {...field('roles')}
            label="Roller"
            hint="En person kan ha flera roller. Utan roll är personen användare och kan få en senare."
          />
          <p className="small soft">
            Personen bekräftar själv sin e-postadress och sitt mobilnummer, och ser i Mina inställningar vad som är sparat.
          </p>
          <div className="actions">
            <Button type="submit" busy={busy}>
              {busy ? 'Lägger till …' : 'Lägg till'}
            </Button>
            <Button look="secondary" onClick={() => void navigate({ to: '/anvandare' })}>
              Avbryt
            </Button>
          </div>
        </form>
      </div>
    </>
  );
}

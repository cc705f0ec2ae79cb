import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useForm, useWatch } from 'react-hook-form';
import { api, call, command } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { useFaults } from '../../forms/useFaults';
import { useSubmission } from '../../forms/useSubmission';
import { Button } from '../../ui/Button';
import { Select, TextArea, TextField } from '../../ui/controls';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { myConnectionsQuery, regionsQuery } from './connection-queries';
import { MailInstead } from './MailInstead';
import { RoleChoices } from './RoleChoices';
import type { CompanyRole } from './roles';

interface Form {
  regionCode: string;
  orgNumber: string;
  wantedRoles: CompanyRole[];
  message: string;
}
interface Props {
  /** Verified, and told to the region. */
  email: string;
  mobile: string;
  onSent: (number: string) => void;
}
const EMPTY: Form = { regionCode: '', orgNumber: '', wantedRoles: ['foretagsadministrator'], message: '' };

/** What is plainly missing, before anything is sent. */
function missing({ regionCode, orgNumber, wantedRoles }: Form) {
  return [
    ...(regionCode ? [] : [{ path: 'regionCode', code: 'required', message: 'Välj din BYN-region.' }]),
    ...(orgNumber.trim() ? [] : [{ path: 'orgNumber', code: 'required', message: 'Ange företagets organisationsnummer.' }]),
    ...(wantedRoles.length ? [] : [{ path: 'wantedRoles', code: 'required', message: 'Välj minst en roll.' }]),
  ];
}

/** The application itself (B14): sent in the portal; the prepared mail is there when that does not work (B15). */
export function ApplyForm({ email, mobile, onSent }: Props) {
  const { regions } = useSuspenseQuery(regionsQuery).data;
  const { register, handleSubmit, control, reset } = useForm<Form>({ defaultValues: EMPTY });
  const faults = useFaults();
  const form = useWatch({ control }) as Form;
  const sending = useSubmission(
    (key) => call(() => api.POST('/api/v1/me/connection-requests', { params: { header: command(key) }, body: form })),
    async ({ number }) => {
      await queryClient.invalidateQueries({ queryKey: myConnectionsQuery.queryKey });
      reset(EMPTY);
      onSent(number);
    },
  );
  const field = (path: keyof Form) => ({
    id: fieldId(path),
    error: faults.of(path) ?? sending.problem?.errors.find((fault) => fault.path === path)?.message,
    register: register(path, { onChange: () => faults.touch(path) }),
  });
  const send = handleSubmit((values) => {
    const found = missing(values);
    faults.show(found);
    if (found.length === 0) void sending.submit();
  });
  const { problem } = sending;
  return (
    <section className="card" aria-labelledby="ny-ansokan">
      <h2 id="ny-ansokan">Ny ansökan</h2>
      <ErrorSummary faults={faults.faults.length ? faults.faults : (problem?.errors ?? [])} attempt={faults.attempt + sending.attempt} />
      {problem && problem.errors.length === 0 && (
        <Notice tone="danger" title={problem.title} live>
          {problem.code === 'connections/contact-not-verified' ? (
            <Link to="/mina-installningar">Till Mina inställningar</Link>
          ) : (
            problem.detail
          )}
          {problem.status >= 500 || problem.status === 0 ? <MailInstead form={form} /> : null}
        </Notice>
      )}
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <Select {...field('regionCode')} label="BYN-region" hint="Regionen handlägger din ansökan.">
          <option value="">Välj region</option>
          {regions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <TextField
          {...field('orgNumber')}
          label="Organisationsnummer"
          width="short"
          inputMode="numeric"
          hint="Tio siffror, till exempel 556016-0680. Används för att hitta företaget."
        />
        <RoleChoices
          {...field('wantedRoles')}
          label="Vilka roller behöver du på företaget?"
          hint="Används för att ge dig rätt behörighet. Regionen avgör. Den första på ett företag blir alltid företagsadministratör."
        />
        <TextArea
          {...field('message')}
          label="Meddelande till regionen"
          hint="Hjälper regionen att se att du hör till företaget. Skriv till exempel vad du arbetar med."
          optional
          limit={2000}
          length={form.message.length}
        />
        <div className="prose small">
          <p>Regionen ser också:</p>
          <ul>
            <li>ditt namn och personnummer från e-legitimationen, för att rätt person ska kopplas till företaget</li>
            <li className="break">din e-postadress {email}, för kvittens och besked om ansökan</li>
            <li>ditt mobilnummer {mobile}, för att kunna nå dig.</li>
          </ul>
          <p>
            Adressen och numret ändrar du under <Link to="/mina-installningar">Kontaktuppgifter</Link>.
          </p>
        </div>
        <p className="actions">
          <Button type="submit" busy={sending.busy}>
            Ansök
          </Button>
        </p>
      </form>
    </section>
  );
}

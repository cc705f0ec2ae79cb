import { useForm, useWatch } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { useFaults } from '../../forms/useFaults';
import { useSubmission } from '../../forms/useSubmission';
import { Button } from '../../ui/Button';
import { Radios, TextField } from '../../ui/controls';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { RoleChoices } from '../connections/RoleChoices';
import { type CompanyRole, companyRoles } from '../connections/roles';
import { type NoticeWay, NoticeWays } from './NoticeWays';

interface Form {
  roles: CompanyRole[];
  title: string;
  agreement: boolean;
  kind: 'yrkesbevis' | 'dispens';
  occupation: string;
  certificateNo: string;
  validThrough: string;
  notifiedVia: NoticeWay;
}

/** "Koppla" (K6): the roles, what shows that a supervisor may be one, and how the person is told. */
export function ConnectForm({ request, onDone }: { request: Schemas['DeskView']; onDone: () => Promise<unknown> }) {
  const wanted = companyRoles.filter(({ value }) => request.wantedRoles.some(({ code }) => code === value)).map(({ value }) => value);
  const { register, handleSubmit, control } = useForm<Form>({
    defaultValues: {
      roles: request.company?.hasAdministrator ? wanted : [...new Set<CompanyRole>(['foretagsadministrator', ...wanted])],
      title: '',
      agreement: false,
      kind: 'yrkesbevis',
      occupation: '',
      certificateNo: '',
      validThrough: '',
      notifiedVia: 'email',
    },
  });
  const form = useWatch({ control }) as Form;
  const faults = useFaults();
  const needsProof = form.roles.includes('handledare') && !request.isQualified;
  const sending = useSubmission(
    (key) =>
      call(() =>
        api.POST('/api/v1/admin/connection-requests/{id}/connection', {
          params: { path: { id: request.id }, header: command(key) },
          body: {
            roles: form.roles,
            title: form.title,
            agreementChecked: form.agreement,
            notifiedVia: form.notifiedVia,
            ...(needsProof && {
              qualification: {
                kind: form.kind,
                occupation: form.occupation,
                certificateNo: form.certificateNo,
                validThrough: form.validThrough || null,
              },
            }),
          },
        }),
      ),
    async () => void (await onDone()),
  );
  const { problem } = sending;
  const field = (name: keyof Form, path: string = name) => ({
    id: fieldId(path),
    error: faults.of(path) ?? problem?.errors.find((fault) => fault.path === path)?.message,
    register: register(name, { onChange: () => faults.touch(path) }),
  });
  const send = handleSubmit((values) => {
    const found = [
      ...(values.roles.length ? [] : [{ path: 'roles', code: 'required', message: 'Välj minst en roll.' }]),
      ...(needsProof && !values.occupation.trim()
        ? [{ path: 'qualification.occupation', code: 'required', message: 'Ange yrket i beviset eller dispensen.' }]
        : []),
      ...(needsProof && !values.certificateNo.trim()
        ? [{ path: 'qualification.certificateNo', code: 'required', message: 'Ange bevisets eller dispensens nummer.' }]
        : []),
    ];
    faults.show(found);
    if (found.length === 0) void sending.submit();
  });
  return (
    <section className="card" aria-labelledby="koppla">
      <h2 id="koppla">Koppla {request.applicant} till företaget</h2>
      <ErrorSummary faults={faults.faults.length ? faults.faults : (problem?.errors ?? [])} attempt={faults.attempt + sending.attempt} />
      {problem && problem.errors.length === 0 && <Notice tone="danger" title={problem.title} live />}
      <form className="stack" noValidate onSubmit={(event) => void send(event)}>
        <RoleChoices {...field('roles')} label="Roller på företaget" />
        {needsProof && (
          <>
            <Radios
              {...field('kind', 'qualification.kind')}
              label="Vad styrker handledarens behörighet?"
              choices={[
                { value: 'yrkesbevis', label: 'Yrkesbevis' },
                { value: 'dispens', label: 'Handledardispens' },
              ]}
            />
            <TextField {...field('occupation', 'qualification.occupation')} label="Yrke" maxLength={100} />
            <TextField {...field('certificateNo', 'qualification.certificateNo')} label="Nummer" width="short" maxLength={40} />
            <TextField
              {...field('validThrough', 'qualification.validThrough')}
              label="Gäller till och med"
              width="short"
              optional
              hint="Till exempel 2028-12-31. Lämna tomt om det gäller utan slut."
            />
          </>
        )}
        <TextField {...field('title')} label="Titel på företaget" optional maxLength={100} />
        {request.company && !request.company.hasCollectiveAgreement && (
          <div className="choice">
            <input {...register('agreement')} id="falt-agreement" type="checkbox" />
            <label htmlFor="falt-agreement">Jag har kontrollerat att företaget har kollektivavtal</label>
          </div>
        )}
        <NoticeWays {...field('notifiedVia')} sms={request.sms} />
        <p className="actions">
          <Button type="submit" busy={sending.busy}>
            Koppla
          </Button>
        </p>
      </form>
    </section>
  );
}

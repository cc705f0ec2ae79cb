import { useSuspenseQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { roleOffersQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { parseDate } from '../../text/dates';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/controls';
import { ErrorSummary, fieldId } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { RoleFields } from './RoleFields';
import { slotsOf } from './roles';

export interface Details {
  email: string;
  name: string;
  phone: string;
  title: string;
  personalNumber: string;
  /** The keys of the roles in their places. */
  roles: string[];
  /** The last day of each right, as it is written. */
  validTo: Partial<Record<string, string>>;
}

const EVERYBODY = 'Alla användare kan registrera insatser och rekvirera medel.';

/** A day that can't be read is sent as it stands: the server names the fault. */
const day = (text: string | undefined): string | null => {
  if (!text?.trim()) return null;
  const read = parseDate(text);
  return read.ok ? read.date : text.trim();
};

const bodyOf = (offers: Schemas['RoleOffers'], form: Details): Schemas['NewInvitation'] => ({
  email: form.email.trim(),
  name: form.name,
  phone: form.phone.trim() || null,
  title: form.title,
  roles: slotsOf(offers)
    .flatMap(({ slots }) => slots)
    .filter(({ key }) => form.roles.includes(key))
    .map(({ key, role, departmentId }) => ({ role, departmentId, validTo: day(form.validTo[key]) })),
  personalNumber: form.personalNumber.trim() || null,
});

interface Props {
  form: UseFormReturn<Details>;
  onBack: () => void;
  onSent: () => void;
}

/** Step 2 (A27, A28): contact details and rights, and "Skicka inbjudan". */
export function NewUserDetails({ form, onBack, onSent }: Props) {
  const faults = useFaults();
  const offers = useSuspenseQuery(roleOffersQuery).data;
  const needsRole = offers.reach !== 'everybody';
  const { busy, problem, run } = useCommand(
    (key) => call(() => api.POST('/api/v1/invitations', { params: { header: command(key) }, body: bodyOf(offers, form.getValues()) })),
    onSent,
    ({ errors }) => faults.show(errors),
  );
  const field = (path: 'name' | 'phone' | 'title' | 'personalNumber') => ({
    id: fieldId(path),
    error: faults.of(path),
    register: form.register(path, { onChange: () => faults.touch(path) }),
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const missing = needsRole && form.getValues().roles.length === 0;
        if (missing) faults.show([{ path: 'roles', code: 'required', message: 'Välj minst en behörighet.' }]);
        else void run();
      }}
    >
      <p>Fyll i användarens kontaktuppgifter och välj vilken behörighet denne skall ha.</p>
      <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
      {problem && problem.errors.length === 0 && (
        <Notice tone="danger" title={problem.title} live>
          {problem.detail && <p>{problem.detail}</p>}
        </Notice>
      )}
      <p>
        E-post: <strong className="break">{form.getValues('email').trim()}</strong>
      </p>
      <TextField {...field('name')} label="Namn" hint="För- och efternamn, som de står i e-legitimationen." maxLength={120} />
      <TextField {...field('phone')} label="Telefonnummer" type="tel" optional maxLength={30} />
      <TextField {...field('title')} label="Titel" optional maxLength={100} />
      <RoleFields form={form} faults={faults} hint={offers.roles.some(({ role }) => role === 'attestant') ? EVERYBODY : null} />
      <TextField
        {...field('personalNumber')}
        label="Personnummer"
        hint="Fyll i om bara den personen ska kunna acceptera inbjudan."
        optional
        width="short"
        inputMode="numeric"
        maxLength={13}
      />
      <div className="actions">
        <Button type="submit" busy={busy}>
          {busy ? 'Skickar …' : 'Skicka inbjudan'}
        </Button>
        <Button look="secondary" onClick={onBack}>
          Tillbaka
        </Button>
      </div>
    </form>
  );
}

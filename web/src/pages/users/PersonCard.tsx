import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { api, call, command, edit } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { useCommand } from '../../forms/useCommand';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/controls';
import { fieldId, goToFirst } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { companyPersonQuery } from '../company/company-queries';
import { RevealNumber } from '../company/RevealNumber';
import { isFault, letters } from '../invitations/letter-words';
import { SaveFault } from './SaveFault';
import { type Drawn, useWritten } from './useCards';

/** What a building company knows of one of its people: the masked number, what is verified, and the role description (000, B9). */
export function PersonCard(drawn: Drawn) {
  const { id, status } = drawn.user;
  const person = useSuspenseQuery(companyPersonQuery(id)).data;
  const verified = (is: boolean) => (is ? 'Verifierad av personen' : 'Inte verifierad, eller skriven av någon annan än personen');
  return (
    <section className="card" aria-labelledby="person">
      <h2 id="person">Person</h2>
      {!person.hasCome && (
        <Notice tone="info" title="Personen har inte loggat in för företaget än.">
          <p>Namnet är det som angavs när personen lades till.</p>
          {person.letter && !isFault(person.letter) && <p>{letters[person.letter]}</p>}
        </Notice>
      )}
      {person.letter && isFault(person.letter) && !drawn.user.undelivered && <Notice tone="warning" title={letters[person.letter]} />}
      <h3>Personnummer</h3>
      <RevealNumber
        masked={person.personalNumber}
        send={(reason, key) =>
          call(() =>
            api.POST('/api/v1/company/people/{id}/personal-number', { params: { path: { id }, header: command(key) }, body: { reason } }),
          )
        }
      />
      <dl className="facts">
        <dt>E-post:</dt>
        <dd>{verified(person.emailVerified)}</dd>
        <dt>Mobilnummer:</dt>
        <dd>{verified(person.mobileVerified)}</dd>
        {status === 'ended' && person.roleDescription && (
          <>
            <dt>Rollbeskrivning:</dt>
            <dd>{person.roleDescription}</dd>
          </>
        )}
      </dl>
      {status !== 'ended' && <RoleDescription {...drawn} text={person.roleDescription} />}
    </section>
  );
}

function RoleDescription({ user, version, adopt, reload, note, text }: Drawn & { text: string }) {
  const form = useForm({ defaultValues: { roleDescription: text } });
  const roleDescription = useWatch({ control: form.control, name: 'roleDescription' });
  const dirty = form.formState.isDirty;
  const [done, setDone] = useState(false);
  useWritten(dirty, note);
  const { busy, problem, run } = useCommand(
    (key) => {
      const { id, email, phone, title } = user;
      const body = { email, phone, title, roleDescription };
      return call(() => api.PUT('/api/v1/users/{id}', { params: { path: { id }, header: edit(key, version) }, body }));
    },
    async (saved) => {
      form.reset({ roleDescription });
      setDone(true);
      announce('Rollbeskrivningen är sparad');
      await queryClient.invalidateQueries({ queryKey: companyPersonQuery(user.id).queryKey });
      await adopt(saved);
    },
    ({ errors }) => goToFirst(errors),
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <SaveFault problem={problem} reload={reload} />
      <TextArea
        id={fieldId('roleDescription')}
        label="Rollbeskrivning"
        optional
        limit={500}
        length={roleDescription.length}
        error={problem?.errors[0]?.message}
        register={form.register('roleDescription')}
      />
      {done && !dirty && !problem && <Notice tone="success" title="Rollbeskrivningen är sparad." />}
      <div className="actions">
        <Button type="submit" look="secondary" busy={busy}>
          Spara rollbeskrivning
        </Button>
      </div>
    </form>
  );
}

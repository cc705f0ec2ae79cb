import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { activeUsersQuery, openWorkQuery, type User } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { fieldId, goToFirst } from '../../ui/ErrorSummary';
import { Notice } from '../../ui/Notice';
import { ReadFault } from '../../ui/ReadFault';
import { StatusBadge } from '../../ui/StatusBadge';
import { ColleagueSelect } from './ColleagueSelect';

/** What waits for the user, and handing all of it over to a colleague (§8.6). */
export function OpenWork({ user }: { user: User }) {
  const { data: work, isError, error, refetch } = useQuery(openWorkQuery(user.id));
  return (
    <section className="card" aria-labelledby="pagaende">
      <h2 id="pagaende">{user.status === 'ended' ? 'Ej tilldelat arbete' : 'Pågående arbete'}</h2>
      {!work && isError ? (
        <ReadFault error={error} again={refetch} />
      ) : !work ? (
        <p className="soft">Hämtar …</p>
      ) : work.count === 0 ? (
        <p className="soft">Det finns inga pågående insatser.</p>
      ) : (
        <>
          <OpenInsatser work={work} />
          <HandOver user={user} count={work.count} />
        </>
      )}
      {work && work.requisitionDrafts > 0 && (
        <p className="soft">
          {user.name} har {work.requisitionDrafts === 1 ? 'en påbörjad rekvisition' : `${work.requisitionDrafts} påbörjade rekvisitioner`}{' '}
          som inte följer med. Den som tar över insatsen gör en ny.
        </p>
      )}
    </section>
  );
}

/** Number, what the user is in it, and status; the name only when one may see it. */
export function OpenInsatser({ work: { insatser, count } }: { work: Schemas['OpenWork'] }) {
  return (
    <div>
      <ul role="list" className="rows">
        {insatser.map((insats) => (
          <li key={insats.id}>
            <span>
              {[insats.number ?? 'Utkast', insats.name].filter(Boolean).join(' ')}
              <span className="soft small"> {capacity(insats)}</span>
            </span>
            {insats.number && <StatusBadge status={insats.status} label={insats.statusLabel} />}
          </li>
        ))}
      </ul>
      {count > insatser.length && <p className="soft">och {count - insatser.length} till</p>}
    </div>
  );
}

function capacity({ isResponsible, isContact }: Schemas['OpenInsats']): string {
  if (isResponsible && isContact) return 'ansvarig och kontaktperson';
  return isResponsible ? 'ansvarig' : isContact ? 'kontaktperson' : 'påbörjad av användaren';
}

function HandOver({ user, count: open }: { user: User; count: number }) {
  const [asking, setAsking] = useState(false);
  const colleagues = useQuery(activeUsersQuery).data;
  const form = useForm({ defaultValues: { toUserId: '' } });
  const faults = useFaults();
  const { busy, problem, run } = useCommand(
    (key) =>
      call(() =>
        api.POST('/api/v1/users/{id}/handover', { params: { path: { id: user.id }, header: command(key) }, body: form.getValues() }),
      ),
    async ({ count, toName }) => {
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => !['session', 'operator'].includes(String(queryKey[0])) });
      setAsking(false);
      announce(`${count === 1 ? 'En insats är överlämnad' : `${count} insatser är överlämnade`} till ${toName}`);
    },
  );
  const to = colleagues?.find(({ id }) => id === form.getValues('toUserId'))?.name ?? '';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.getValues('toUserId')) return setAsking(true);
        const missing = [{ path: 'toUserId', code: 'required', message: 'Välj den kollega som tar över.' }];
        faults.show(missing);
        goToFirst(missing);
      }}
    >
      <ColleagueSelect
        id={fieldId('toUserId')}
        label="Lämna över allt till"
        except={user.id}
        error={faults.of('toUserId')}
        register={form.register('toUserId', { onChange: () => faults.touch('toUserId') })}
      />
      <div className="actions">
        <Button type="submit" look="secondary">
          Lämna över
        </Button>
      </div>
      {asking && (
        <Dialog title={`Lämna över ${open === 1 ? 'en insats' : `${open} insatser`} till ${to}?`} onClose={() => setAsking(false)}>
          <p>{to} blir ansvarig eller kontaktperson och får besked. Påbörjade rekvisitioner följer inte med.</p>
          {problem && <Notice tone="danger" title={problem.title} live />}
          <div className="actions">
            <Button busy={busy} onClick={() => void run()}>
              Lämna över
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)}>
              Avbryt
            </Button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

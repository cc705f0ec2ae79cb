import { useQuery } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { api, call, edit } from '../../api/client';
import type { FieldFault } from '../../api/problem';
import { queryClient } from '../../api/query-client';
import { useMay } from '../../api/session';
import { openWorkQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { useFaults } from '../../forms/useFaults';
import { invitationsChanged } from '../../api/invitation-queries';
import { dayText } from '../../text/dates';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { type Choice, Radios } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { fieldId, goToFirst } from '../../ui/ErrorSummary';
import { ColleagueSelect } from './ColleagueSelect';
import { OpenInsatser } from './OpenWork';
import { SaveFault } from './SaveFault';
import { SentInvitations } from './SentInvitations';
import type { Drawn } from './useCards';

interface Values {
  work: '' | 'hand-over' | 'leave';
  handOverTo: string;
  keepSubstitutes: boolean;
  revokeInvitations: boolean;
}

const leave = (mayHandOver: boolean): Choice => ({
  value: 'leave',
  label: 'Låt det stå utan ansvarig',
  hint:
    'Beslut går då till dem som ser samtliga ansökningar, annars till administratörerna. ' +
    (mayHandOver ? 'Det går att lämna över senare.' : 'Den som har Administrera användare kan lämna över det senare.'),
});

function unread({ work, handOverTo }: Values): FieldFault[] {
  if (work === '') return [{ path: 'work', code: 'required', message: 'Välj vad som ska hända med det pågående arbetet.' }];
  if (work === 'leave' || handOverTo) return [];
  return [{ path: 'handOverTo', code: 'required', message: 'Välj den kollega som tar över.' }];
}

/** Asks before a user is ended who takes over what is open, and whether substitutes keep what was lent to them (§8.6). */
export function EndUser({ user, version, adopt, reload, onClose }: Drawn & { onClose: () => void }) {
  const may = useMay();
  const mayHandOver = may('users:handover');
  const work = useQuery({ ...openWorkQuery(user.id), enabled: mayHandOver }).data;
  const form = useForm<Values>({ defaultValues: { work: '', handOverTo: '', keepSubstitutes: false, revokeInvitations: false } });
  const chosen = useWatch({ control: form.control, name: 'work' });
  const faults = useFaults();
  const { busy, problem, run } = useCommand(
    (key) => {
      const { work: what, handOverTo, ...rest } = form.getValues();
      const body = { handOverTo: what === 'hand-over' ? handOverTo : null, leaveWork: what === 'leave', ...rest };
      return call(() => api.POST('/api/v1/users/{id}/end', { params: { path: { id: user.id }, header: edit(key, version) }, body }));
    },
    async (saved) => {
      announce(`${saved.name} är avslutad`);
      await adopt(saved);
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['user'], predicate: ({ queryKey }) => queryKey[2] === 'open-work' });
      await invitationsChanged();
    },
  );
  // Who may hand nothing over does not read the work either, and gets to know of it by the answer.
  const hasWork = (work?.count ?? 0) > 0 || problem?.code === 'users/open-work';
  const choices = mayHandOver ? [{ value: 'hand-over', label: 'Lämna över allt till en kollega' }, leave(true)] : [leave(false)];
  const yours = user.sentInvitations.filter(({ isYours }) => isYours).length;
  function end() {
    const missing = hasWork ? unread(form.getValues()) : [];
    faults.show(missing);
    goToFirst(missing);
    if (missing.length === 0) void run();
  }
  return (
    <Dialog title={`Avsluta ${user.name}?`} onClose={onClose}>
      <p>
        {user.isSelf ? 'Du' : user.name} kan inte längre representera organisationen. Det går inte att ångra; om personen kommer tillbaka
        behövs en ny inbjudan.
      </p>
      {work && work.count > 0 && <OpenInsatser work={work} />}
      {hasWork && (
        <Radios
          id={fieldId('work')}
          label="Vad ska hända med det pågående arbetet?"
          choices={choices}
          error={faults.of('work')}
          register={form.register('work', { onChange: () => faults.touch('work') })}
        />
      )}
      {hasWork && chosen === 'hand-over' && (
        <ColleagueSelect
          id={fieldId('handOverTo')}
          label="Den som tar över"
          except={user.id}
          error={faults.of('handOverTo')}
          register={form.register('handOverTo', { onChange: () => faults.touch('handOverTo') })}
        />
      )}
      {user.substitutes.length > 0 && (
        <div className="choice">
          <input id={fieldId('keepSubstitutes')} type="checkbox" aria-describedby="vikarier-om" {...form.register('keepSubstitutes')} />
          <label htmlFor={fieldId('keepSubstitutes')}>Låt vikarierna behålla det som de har lånat</label>
          <p className="hint" id="vikarier-om">
            {user.substitutes.map(({ name, validThrough }) => `${name} till och med ${dayText(validThrough)}`).join(', ')}. Annars upphör
            det genast, och vikarierna får veta det.
          </p>
        </div>
      )}
      {user.sentInvitations.length > 0 && (
        <>
          <SentInvitations user={user} />
          {yours > 0 && (
            <div className="choice">
              <input
                id={fieldId('revokeInvitations')}
                type="checkbox"
                aria-describedby="inbjudningar-om"
                {...form.register('revokeInvitations')}
              />
              <label htmlFor={fieldId('revokeInvitations')}>Återkalla {yours === 1 ? 'inbjudan' : 'inbjudningarna'}</label>
              <p className="hint" id="inbjudningar-om">
                {yours === 1 ? 'Länken' : 'Länkarna'} slutar gälla direkt, och den som redan har signerat får besked med e-post.
                {yours < user.sentInvitations.length && ` Gäller ${yours} av dem; de andra innehåller behörigheter som du inte får ge.`}
              </p>
            </div>
          )}
        </>
      )}
      <SaveFault problem={problem} reload={reload} />
      <div className="actions">
        <Button look="danger" busy={busy} onClick={end}>
          Avsluta
        </Button>
        <Button look="secondary" onClick={onClose}>
          Avbryt
        </Button>
      </div>
    </Dialog>
  );
}

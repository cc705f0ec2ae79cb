import { useForm } from 'react-hook-form';
import { api, call, command, type Schemas } from '../../api/client';
import { AskingDialog } from './AskingDialog';
import { type NoticeWay, NoticeWays } from './NoticeWays';

interface Props {
  request: Schemas['DeskView'];
  onDone: (said: string) => Promise<unknown>;
  onClose: () => void;
}

const told: Readonly<Record<NoticeWay, string>> = {
  email: 'Ansökan är avslagen. Den sökande får besked med e-post.',
  email_sms: 'Ansökan är avslagen. Den sökande får besked med e-post och sms.',
  phone: 'Ansökan är avslagen.',
};

/** "Avslå": why, and how the applicant is told (K7). */
export function RejectDialog({ request: { id, sms }, onDone, onClose }: Props) {
  const { register, getValues } = useForm<{ notifiedVia: NoticeWay }>({ defaultValues: { notifiedVia: 'email' } });
  return (
    <AskingDialog
      title="Avslå ansökan"
      label="Motivering; den sökande får läsa den"
      least={10}
      confirm="Avslå"
      danger
      send={(reason, key) =>
        call(() =>
          api.POST('/api/v1/admin/connection-requests/{id}/rejection', {
            params: { path: { id }, header: command(key) },
            body: { reason, ...getValues() },
          }),
        )
      }
      onDone={() => onDone(told[getValues('notifiedVia')])}
      onClose={onClose}
    >
      <NoticeWays id="avslag-besked" register={register('notifiedVia')} sms={sms} />
    </AskingDialog>
  );
}

import type { UseFormRegisterReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { Radios } from '../../ui/controls';

export type NoticeWay = Schemas['RejectRequest']['notifiedVia'];

const ways: readonly { value: NoticeWay; label: string; hint?: string }[] = [
  { value: 'email', label: 'Med e-post från Mina sidor' },
  { value: 'email_sms', label: 'Med e-post och sms från Mina sidor', hint: 'Sms:et säger att ansökan är avgjord, inte hur.' },
  { value: 'phone', label: 'Jag har meddelat per telefon' },
];

interface Props {
  id: string;
  error?: string;
  register: UseFormRegisterReturn;
  /** Can the portal send sms at all? */
  sms: boolean;
}

/** How the applicant is told of a decision; there is a message on Mina sidor in any case. */
export function NoticeWays({ sms, ...field }: Props) {
  return <Radios {...field} label="Hur får den sökande besked?" choices={ways.filter(({ value }) => sms || value !== 'email_sms')} />;
}

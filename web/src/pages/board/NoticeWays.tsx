import type { UseFormRegisterReturn } from 'react-hook-form';
import type { Schemas } from '../../api/client';
import { Radios } from '../../ui/controls';

export type NoticeWay = Schemas['RejectRequest']['notifiedVia'];

const ways: readonly { value: NoticeWay; label: string }[] = [
  { value: 'email', label: 'Med e-post från Mina sidor' },
  { value: 'phone', label: 'Jag har meddelat per telefon' },
];

/** How the applicant is told of a decision; there is a message on Mina sidor in any case. */
export function NoticeWays(field: { id: string; error?: string; register: UseFormRegisterReturn }) {
  return <Radios {...field} label="Hur får den sökande besked?" choices={ways} />;
}

/** Which invitation a mail is about; not in what was stored before mails led to one. */
export interface About {
  invitationId?: string;
}

/** The button to the list of invitations, with this one first. */
export const listFrom = ({ invitationId }: About): { label: string; path: string } => ({
  label: 'Öppna inbjudningarna',
  path: `/anvandare/inbjudningar${invitationId ? `?inbjudan=${invitationId}` : ''}`,
});

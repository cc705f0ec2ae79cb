/** How the applicant is told of a decision (K6, K7): there is a message in the portal in any case. */
export const noticeWays = ['email', 'email_sms', 'phone'] as const;
export type NoticeWay = (typeof noticeWays)[number];

/** What the history says of it; nothing of what is the usual. */
export const noticeNotes: Readonly<Record<NoticeWay, string>> = {
  email: '',
  email_sms: 'Meddelad med e-post och sms.',
  phone: 'Meddelad per telefon.',
};

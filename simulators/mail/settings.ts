/** What the environment decides. */
export const settings = {
  directory: process.env.MAIL_SIM_DIR || '.data/mail',
  host: process.env.MAIL_SIM_HOST || '127.0.0.1',
  smtpPort: Number(process.env.MAIL_SIM_SMTP_PORT || 2525),
  /** The mailbox shows every letter to whoever asks, so it stays on this machine unless told otherwise. */
  httpHost: process.env.MAIL_SIM_HTTP_HOST || '127.0.0.1',
  httpPort: Number(process.env.MAIL_SIM_HTTP_PORT || 8025),
};

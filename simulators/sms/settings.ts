/** What the environment decides. */
export const settings = {
  host: process.env.SMS_SIM_HOST || '127.0.0.1',
  /** One port for the API and the inbox, which shows every message to whoever asks: it stays on this machine unless told otherwise. */
  port: Number(process.env.SMS_SIM_PORT || 8046),
  username: process.env.SMS_SIM_USERNAME || 'simulator',
  password: process.env.SMS_SIM_PASSWORD || 'simulator',
};

/** What the environment decides; the simulators are processes of their own and share nothing with the product's config. */
export const settings = {
  directory: process.env.BANKID_SIM_DIR || '.data/bankid',
  host: process.env.BANKID_SIM_HOST || '127.0.0.1',
  port: Number(process.env.BANKID_SIM_PORT || 9443),
  /** Whoever reaches the control API decides who logs in, so it stays on this machine unless told otherwise. */
  appHost: process.env.BANKID_SIM_APP_HOST || '127.0.0.1',
  appPort: Number(process.env.BANKID_SIM_APP_PORT || 9444),
  /** The name users see in the app. Only read when the client certificate is made. */
  rpName: process.env.BANKID_SIM_RP_NAME || 'Mina sidor Arbetsgivare',
};

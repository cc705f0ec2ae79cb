/** What the environment decides. */
export const settings = {
  directory: process.env.FREJA_SIM_DIR || '.data/freja',
  host: process.env.FREJA_SIM_HOST || '127.0.0.1',
  port: Number(process.env.FREJA_SIM_PORT || 9543),
  /** Whoever reaches the control API decides who logs in, so it stays on this machine unless told otherwise. */
  appHost: process.env.FREJA_SIM_APP_HOST || '127.0.0.1',
  appPort: Number(process.env.FREJA_SIM_APP_PORT || 9544),
  /** The name users see in the app. Only read when the client certificate is made. */
  rpName: process.env.FREJA_SIM_RP_NAME || 'Mina sidor Arbetsgivare',
};

/** What the environment decides. */
export const settings = {
  directory: process.env.OIDC_SIM_DIR || '.data/oidc',
  host: process.env.OIDC_SIM_HOST || '127.0.0.1',
  port: Number(process.env.OIDC_SIM_PORT || 9644),
  /** Exactly where browsers may be sent back to. */
  redirectUri: process.env.OIDC_SIM_REDIRECT_URI || 'http://localhost:3000/auth/oidc/callback',
};

/** The assurance levels it knows: the one that is enough, and a lower one. */
export const LOA3 = 'http://id.elegnamnden.se/loa/1.0/loa3';
export const LOA2 = 'http://id.elegnamnden.se/loa/1.0/loa2';
export const NUMBER = 'https://id.oidc.se/claim/personalIdentityNumber';

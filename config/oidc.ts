import { z } from 'zod';

const words = (separator: RegExp) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(separator).filter(Boolean));

/** The settings of the third way to log in: an OpenID Connect provider, such as a municipality's own broker. Off while OIDC_ISSUER is unset. */
export const oidcFields = {
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  /** PKCS #8 PEM, for `private_key_jwt`; preferred. */
  OIDC_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  OIDC_PRIVATE_KEY_ID: z.string().min(1).max(200).optional(),
  /** Or a shared secret in a file. */
  OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  /** What the button says after "Logga in med". */
  OIDC_LABEL: z.string().min(1).max(60).optional(),
  OIDC_SCOPES: z.string().min(1).max(500).default('openid profile'),
  /** Asked for, separated by spaces; and accepted in the answer. Those asked for are accepted when none is named. */
  OIDC_ACR_VALUES: words(/\s+/).default([]),
  OIDC_ACR_ALLOWED: words(/\s+/).default([]),
  OIDC_CLAIM_PERSONNUMMER: z.string().min(1).max(200).default('https://id.oidc.se/claim/personalIdentityNumber'),
  OIDC_CLAIM_GIVEN_NAME: z.string().min(1).max(200).default('given_name'),
  OIDC_CLAIM_SURNAME: z.string().min(1).max(200).default('family_name'),
};

type OidcEnv = z.infer<z.ZodObject<typeof oidcFields>> & { NODE_ENV: string; ALLOW_SIMULATOR: boolean };

/** What is wrong with them together: the provider is there whole or not at all, and in production over https. */
export function oidcGuards(env: OidcEnv): string[] {
  const dependent = ['OIDC_CLIENT_ID', 'OIDC_PRIVATE_KEY_FILE', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_LABEL'] as const;
  if (!env.OIDC_ISSUER)
    return dependent.some((name) => env[name] !== undefined) ? ['OIDC_ISSUER: saknas, fast andra inställningar för OIDC finns'] : [];
  const faults = (['OIDC_CLIENT_ID', 'OIDC_LABEL'] as const)
    .filter((name) => env[name] === undefined)
    .map((name) => `${name}: krävs när OIDC_ISSUER är satt`);
  if (env.NODE_ENV === 'production' && !env.OIDC_ISSUER.startsWith('https://') && !env.ALLOW_SIMULATOR)
    faults.push('OIDC_ISSUER: måste vara https i produktion');
  if (Boolean(env.OIDC_PRIVATE_KEY_FILE) === Boolean(env.OIDC_CLIENT_SECRET_FILE))
    faults.push('OIDC_PRIVATE_KEY_FILE, OIDC_CLIENT_SECRET_FILE: en av dem krävs, och bara en');
  if (!env.OIDC_SCOPES.split(' ').includes('openid')) faults.push('OIDC_SCOPES: ska innehålla openid');
  if (!env.OIDC_ACR_VALUES.length && !env.OIDC_ACR_ALLOWED.length)
    faults.push('OIDC_ACR_ALLOWED: krävs, annars vet vi inte hur säkert någon är identifierad');
  return faults;
}

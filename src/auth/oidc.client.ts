import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { ENV, type Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';
import { eidSeconds } from '../kernel/metrics.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { LineHealth } from './eid.line.js';
import { callbackAddress, clientAuthentication, discover } from './oidc.connection.js';
import { OidcFault, oidcFault } from './oidc.fault.js';
import type { Identity } from './persons.service.js';

/** How long what the issuer has told about itself is used; its keys have a cache of their own. */
const METADATA_MS = 3_600_000;
/** The person has to identify now, not some time ago: `prompt=login`, and the issuer says when it was. */
const MAX_AGE_SECONDS = 300;

/** What belongs to one log-in and is kept, sealed, until the browser comes back. */
export interface OidcSecrets {
  state: string;
  nonce: string;
  verifier: string;
}

/**
 * An OpenID Connect issuer: authorization code with PKCE, state, nonce and check of the issuer (identity §6.4). It is asked about itself at
 * the first log-in, so one that is away never stops the start. Everything that fails is an OidcFault.
 */
@Injectable()
export class OidcClient {
  readonly offered: boolean;
  private readonly breaker = new CircuitBreaker(5, 10_000);
  private readonly authentication: oidc.ClientAuth | null;
  private lastSuccessAt: Date | null = null;
  private known: { configuration: oidc.Configuration; until: number } | null = null;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.offered = env.OIDC_ISSUER !== undefined;
    this.authentication = this.offered ? clientAuthentication(env) : null;
  }

  /** How the issuer is, as far as we have met it; null where there is none. */
  health(): LineHealth | null {
    return this.offered ? { circuit: this.breaker.state, lastSuccessAt: this.lastSuccessAt, certificateValidTo: null } : null;
  }

  /** Where to send the browser, and what to keep until it is back. */
  async begin(): Promise<{ redirect: string; secrets: OidcSecrets }> {
    const configuration = await this.ask('discovery', () => this.configuration());
    const secrets = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const { OIDC_SCOPES: scope, OIDC_ACR_VALUES: acr } = this.env;
    const redirect = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackAddress(this.env),
      response_mode: 'query',
      scope,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: String(MAX_AGE_SECONDS),
      ...(acr.length ? { acr_values: acr.join(' ') } : {}),
    });
    return { redirect: redirect.href, secrets };
  }

  /** Whom the issuer has identified, from the parameters that the browser came back with. The number is not looked at yet. */
  finish(parameters: string, { state, nonce, verifier }: OidcSecrets): Promise<Identity> {
    return this.ask('token', async () => {
      const configuration = await this.configuration();
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${callbackAddress(this.env)}?${parameters}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
        maxAge: MAX_AGE_SECONDS,
      });
      const claims = tokens.claims()!;
      const { OIDC_ACR_ALLOWED: allowed, OIDC_ACR_VALUES: wanted } = this.env;
      if (!(allowed.length ? allowed : wanted).includes(typeof claims.acr === 'string' ? claims.acr : ''))
        throw new OidcFault('level-too-low', 'acr');
      return this.identity(configuration, claims, tokens.access_token);
    });
  }

  /** From the id token, or from the issuer's userinfo where it keeps such things there. */
  private async identity(configuration: oidc.Configuration, claims: oidc.IDToken, accessToken: string): Promise<Identity> {
    const { OIDC_CLAIM_PERSONNUMMER: number, OIDC_CLAIM_GIVEN_NAME: given, OIDC_CLAIM_SURNAME: family } = this.env;
    const lacking = [number, given, family].some((name) => claims[name] === undefined);
    const more = lacking && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const all = more ? { ...(await oidc.fetchUserInfo(configuration, accessToken, claims.sub)), ...claims } : claims;
    const [personalNumber, givenName, surname] = [all[number], all[given], all[family]].map((value) =>
      typeof value === 'string' ? value : '',
    );
    if (!givenName || !surname) throw new OidcFault('unusable-identity', 'namn saknas');
    return { personalNumber: personalNumber!, givenName, surname, name: `${givenName} ${surname}` };
  }

  private async configuration(): Promise<oidc.Configuration> {
    if (this.known && performance.now() < this.known.until) return this.known.configuration;
    const configuration = await discover(this.env, this.authentication!);
    this.known = { configuration, until: performance.now() + METADATA_MS };
    return configuration;
  }

  private async ask<T>(endpoint: 'discovery' | 'token', call: () => Promise<T>): Promise<T> {
    const done = eidSeconds.startTimer({ provider: 'oidc', endpoint });
    const refused = () => new OidcFault('unavailable', 'väntar efter upprepade fel');
    try {
      const answer = await this.breaker.run(
        () =>
          call().catch((error: unknown) => {
            throw oidcFault(error);
          }),
        (error) => error instanceof OidcFault && error.kind === 'unavailable',
        refused,
      );
      done({ outcome: 'ok' });
      this.lastSuccessAt = now();
      return answer;
    } catch (error) {
      done({ outcome: (error as OidcFault).kind });
      throw error;
    }
  }
}

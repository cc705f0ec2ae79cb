import { ORIGIN } from './env.js';
import { SimulatorProcess } from './simulator.js';

/** An OpenID Connect issuer of the test file's own, in its own process. */
export class OwnOidc {
  private constructor(
    private readonly simulator: SimulatorProcess,
    readonly issuer: string,
  ) {}

  static async start(origin: string = ORIGIN): Promise<OwnOidc> {
    const simulator = await SimulatorProcess.start('oidc', { OIDC_SIM_REDIRECT_URI: `${origin}/auth/oidc/callback` });
    return new OwnOidc(simulator, simulator.ready.issuer!);
  }

  /** What makes an application under test use it, proving itself with its own key. */
  get env(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: 'mina-sidor',
      OIDC_PRIVATE_KEY_FILE: this.simulator.file('client-key.pem'),
      OIDC_LABEL: 'kommunens inloggning',
      OIDC_ACR_VALUES: 'http://id.elegnamnden.se/loa/1.0/loa3',
    };
  }

  /** The same with a shared secret; the key is left out. */
  get envWithSecret(): Record<string, string> {
    const { OIDC_PRIVATE_KEY_FILE: _key, ...rest } = this.env;
    return { ...rest, OIDC_CLIENT_ID: 'mina-sidor-hemlig', OIDC_CLIENT_SECRET_FILE: this.simulator.file('client.secret') };
  }

  /** What is wrong with the issuer from now on; null for nothing. */
  async fault(fault: string | null): Promise<void> {
    const answer = await fetch(`${this.issuer}/control/fault`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault }),
    });
    if (!answer.ok) throw new Error(`okänt fel: ${fault}`);
  }

  /** How often the product has asked it something. */
  async calls(): Promise<number> {
    return ((await (await fetch(`${this.issuer}/control/stats`)).json()) as { calls: number }).calls;
  }

  /** Goes where the portal sent the browser and logs in as this person; gives what the browser comes back with, after the question mark. */
  async visit(redirect: string, form: Record<string, string> = { person: 'anni' }): Promise<string> {
    const cookies = new Map<string, string>();
    const go = async (url: string, body?: URLSearchParams): Promise<string> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(new URL(url, this.issuer), {
        redirect: 'manual',
        headers: { cookie },
        ...(body ? { method: 'POST', body } : {}),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [name, value] = set.split(';')[0]!.split('=') as [string, string];
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`utfärdaren svarade ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
      return location;
    };
    const page = await go(redirect);
    if (page.startsWith(ORIGIN)) return new URL(page).search.slice(1);
    const back = await go(await go(page, new URLSearchParams(form)));
    return new URL(back).search.slice(1);
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }
}

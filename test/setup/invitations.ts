import { randomUUID } from 'node:crypto';
import { Vault } from '../../src/auth/index.js';
import type { InvitationView, NewInvitation } from '../../src/invitations/invitation.dto.js';
import type { Application } from './application.js';
import { BankIdApp } from './bankid.js';
import { type Answer as BrowserAnswer, Browser, type Polled } from './browser.js';
import type { Answer } from './cases.js';
import { setting } from './database.js';
import { FrejaApp } from './freja.js';
import { newPersonalNumber } from './identities.js';
import { eventually } from './mailbox.js';
import type { MemberRole, Session, TestOrganization, TestPerson } from './world.js';

/** Somebody as the e-ID's app knows them. */
export interface Signer {
  personalNumber: string;
  givenName: string;
  surname: string;
}
export const signer = (name = 'Karin Berg'): Signer => {
  const [givenName = '', ...rest] = name.split(' ');
  return { personalNumber: newPersonalNumber(), givenName, surname: rest.join(' ') };
};

/** Who may come and what they get; an address that nobody else has. */
export const invitationForm = (over: Partial<NewInvitation> = {}): NewInvitation => ({
  email: `inbjuden-${randomUUID()}@testby.se`,
  name: 'Karin Berg',
  phone: '08-121 21 21',
  title: 'HR-chef',
  roles: [{ role: 'ser_samtliga_ansokningar', validTo: null }],
  personalNumber: null,
  ...over,
});

export interface Administrator {
  person: TestPerson;
  organization: TestOrganization;
  session: Session;
}

/** Invitations as administrators send them and invited persons answer them. */
export class Invitations {
  readonly bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
  readonly freja = new FrejaApp(new URL(setting('TEST_FREJA_APP')).origin);

  constructor(private readonly on: Application) {}

  administrator(...roles: MemberRole[]): Promise<Administrator> {
    return this.on.world.employer('administrera_anvandare', ...roles);
  }

  /** A sent invitation with the token that its letter carries. */
  async sent({ session }: Pick<Administrator, 'session'>, over: Partial<NewInvitation> = {}): Promise<InvitationView & { token: string }> {
    const answer = await this.on.cases.send<InvitationView>(session, 'POST', '/invitations', invitationForm(over));
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return { ...answer.body, token: this.token(answer.body.id) };
  }

  token = (id: string): string => this.on.app.get(Vault).secret('invitation', id);
  webViewToken = (id: string): string => this.on.app.get(Vault).secret('invitation-web-view', id);

  act(session: Session, id: string, verb: string): Promise<Answer<InvitationView & { code?: string }>> {
    return this.on.cases.send(session, 'POST', `/invitations/${id}/${verb}`);
  }

  view(session: Session, id: string): Promise<Answer<InvitationView>> {
    return this.on.cases.send(session, 'GET', `/invitations/${id}`);
  }

  /** What the page of a link shows. */
  link(token: string, browser = new Browser(this.on.app)): Promise<BrowserAnswer> {
    return browser.send('GET', '/invitation-link', undefined, { 'x-invitation-token': token });
  }

  /** Signs in this browser and in the simulated app; gives the id of the completed order. */
  async sign(browser: Browser, token: string, who: Signer, provider: 'bankid' | 'freja' = 'bankid'): Promise<string> {
    const { status, body } = await browser.send('POST', '/invitation-link/signature-orders', { token, provider, mode: 'qr' });
    if (status !== 201) throw new Error(JSON.stringify(body));
    const { id, csrfToken, qr } = body as { id: string; csrfToken: string; qr: string };
    await this[provider].approve({ qr }, who);
    const done = await eventually(async () => {
      const answer = await browser.send('POST', `/auth/signature-orders/${id}/collect`, undefined, { 'x-csrf-token': csrfToken });
      const polled = answer.body as unknown as Polled;
      return answer.status === 200 && polled.status !== 'pending' ? polled : undefined;
    }, 'underskriften');
    if (done.status !== 'complete') throw new Error(JSON.stringify(done));
    return id;
  }

  accept(browser: Browser, token: string, signatureOrderId: string): Promise<BrowserAnswer> {
    return browser.send('POST', '/invitation-link/acceptance', { token, signatureOrderId });
  }

  /** Opens the link, signs and accepts, as one person in one browser. */
  async accepted(token: string, who: Signer = signer(), provider: 'bankid' | 'freja' = 'bankid'): Promise<BrowserAnswer> {
    const browser = new Browser(this.on.app);
    return this.accept(browser, token, await this.sign(browser, token, who, provider));
  }

  /** Puts an invitation's sending that many days back, at the same time of the day in Stockholm. */
  async age(id: string, days: number): Promise<void> {
    const before = `((sent_at at time zone 'Europe/Stockholm') - make_interval(days => $2)) at time zone 'Europe/Stockholm'`;
    await this.on.world.as(`update invitation set sent_at = ${before} where id = $1`, [id, days]);
  }

  /** Members of an organisation besides the one who made it. */
  members({ organization, person }: Administrator): Promise<number> {
    return this.on.world.as<number>(
      `select count(*)::int from membership where organization_id = $1 and person_id <> $2 and status = 'active'`,
      [organization.id, person.id],
    );
  }

  /** The mails about an invitation in the outbox, in order: what happened and to whom. */
  async mails(id: string): Promise<{ event: string; template: string; recipient: string; payload: object }[]> {
    await this.on.world.as('select 1', []);
    const { rows } = await this.on.world.sql.query<{ event: string; template: string; recipient: string; payload: object }>(
      `select split_part(event_key, ':', 1) as event, template, recipient, payload from outbox where event_key like 'invitation.%' || $1 order by id`,
      [id],
    );
    return rows;
  }
}

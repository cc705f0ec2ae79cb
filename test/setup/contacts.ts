import type { Answer, Cases } from './cases.js';
import { mailbox } from './mailbox.js';
import { smsbox } from './smsbox.js';
import type { Session } from './world.js';

export type Kind = 'email' | 'mobile';
export interface Pending {
  id: string;
  kind: Kind;
  value: string;
  delivery: string;
  expiresIn: number;
  resendIn: number;
  triesLeft: number;
  lockedFor: number | null;
}
export interface Points {
  email: { value: string; verifiedAt: string } | null;
  mobile: { value: string; verifiedAt: string } | null;
  pending: Pending[];
  language: string;
  sms: boolean;
}

/** The steps of "Kontaktuppgifter" over HTTP, and the codes as they are read in a mailbox or on a phone. */
export class ContactSteps {
  constructor(private readonly cases: () => Cases) {}

  begin(session: Session, kind: Kind, value: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.cases().send(session, 'POST', '/me/contact-points', { kind, value }, headers);
  }

  /** The same, when it must go well; gives the id. */
  async begun(session: Session, kind: Kind, value: string): Promise<string> {
    const { status, body } = await this.begin(session, kind, value);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id as string;
  }

  again(session: Session, id: string): Promise<Answer> {
    return this.cases().send(session, 'POST', `/me/contact-points/${id}/code`);
  }

  verify(session: Session, id: string, code: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.cases().send(session, 'POST', `/me/contact-points/${id}/verification`, { code }, headers);
  }

  async view(session: Session): Promise<Points> {
    return (await this.cases().send<Points>(session, 'GET', '/me/contact-points')).body;
  }

  /** The code in the newest message of `count`. */
  async code(kind: Kind, value: string, count = 1): Promise<string> {
    const text =
      kind === 'mobile'
        ? (await smsbox.arrived(value, count))[0]!.message
        : (await mailbox.open((await mailbox.arrived(value, count))[0]!)).text;
    return /\b\d{6}\b/.exec(text)![0];
  }

  /** An address or number from written to verified. */
  async verified(session: Session, kind: Kind, value: string): Promise<void> {
    const id = await this.begun(session, kind, value);
    const { status, body } = await this.verify(session, id, await this.code(kind, value));
    if (status !== 204) throw new Error(JSON.stringify(body));
  }
}

/** Another code than the right one. */
export const otherThan = (code: string, step = 1): string => String((Number(code) + step) % 1_000_000).padStart(6, '0');

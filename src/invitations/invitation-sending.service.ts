import { randomUUIDv7 } from 'node:crypto';
import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import { sealedColumn, Vault } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import type { FieldError } from '../kernel/problem.js';
import { tellQuietly } from '../kernel/queues.js';
import { Administrators, placeFault, type Rights, RoleOffers, timeFault } from '../memberships/index.js';
import type { InvitedRole, NewInvitation } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { isYours } from './invitation.policy.js';
import { invitationProblem } from './invitation.problems.js';
import { lookUp, msToExpiry, OVERDUE, sentToday, sentTodayTo } from './invitation.queries.js';
import { InvitationLapse } from './invitation-lapse.service.js';
import { InvitationNotices } from './invitation-notices.service.js';
import { InvitationTokens } from './invitation-tokens.service.js';
import { digitsOf, InvitedNumbers } from './invited-numbers.service.js';

/** What the queue carries: only the id, so a forged job can do no harm. */
export interface ExpiryJob {
  invitationId: string;
}
export const EXPIRY_QUEUE = 'invitation-expiry';
/** Invitations a day and organisation (V1). */
export const DAILY = 50;
/** Of these, to one address: nobody is written to oftener than a code is sent (8.8). */
export const DAILY_TO_ONE = 5;
/** Said to whoever writes a user's personnummer, by whatever address; not whose it is. */
export const NUMBER_TAKEN = 'Personnumret är en användares i organisationen.';
export const ADDRESS_TAKEN = 'Adressen är en användares i organisationen.';

type Content = Pick<Invitation, 'email' | 'name' | 'phone' | 'title' | 'roles' | 'identifierEnc' | 'identifierKeyId' | 'identifierLookup'>;

/** How an invitation comes into the world: one row, one mail, one event, and a job for the day it expires. */
@Injectable()
export class InvitationSending {
  private readonly tell: (error: Error) => void;

  constructor(
    private readonly events: EventLog,
    private readonly vault: Vault,
    private readonly tokens: InvitationTokens,
    private readonly notices: InvitationNotices,
    private readonly administrators: Administrators,
    private readonly offers: RoleOffers,
    private readonly lapse: InvitationLapse,
    private readonly numbers: InvitedNumbers,
    @InjectQueue(EXPIRY_QUEUE) private readonly queue: Queue<ExpiryJob>,
  ) {
    this.tell = tellQuietly(queue);
  }

  /** Lets nobody else send for this organisation until the transaction ends, and gives how many may still be sent today. */
  async leftToday(tx: Tx, organizationId: string): Promise<number> {
    await tx.em.query(`select pg_advisory_xact_lock(hashtextextended('invitation:' || $1, 0))`, [organizationId]);
    return Math.max(0, DAILY - (await readIn<number>(tx, sentToday, [organizationId])));
  }

  /**
   * Sends one, when `leftToday` holds the lock. Errors: 403 `not-yours`; 409 `already-member`, `already-invited`; 422 for a role that can't
   * be given there, a personnummer or a last day that can't be; 429 `too-many-to-one`.
   */
  async send(tx: Tx, actor: Actor, form: NewInvitation): Promise<Invitation> {
    const organizationId = actor.organizationId!;
    const rights = await this.administrators.rightsNow(tx, actor);
    if (!isYours(rights, form.roles)) throw invitationProblem('not-yours');
    const errors = await this.faultsOf(tx, actor, rights, form.roles);
    if (errors.length) throw invitationProblem('invalid-roles', { errors });
    const known = await readIn<{ member: boolean; invitationId: string | null }>(tx, lookUp, [organizationId, form.email]);
    if (known.member) throw invitationProblem('already-member', form.personalNumber ? { detail: ADDRESS_TAKEN } : {});
    if ((await this.numbers.members(tx, organizationId, [form.personalNumber])).size)
      throw invitationProblem('already-member', { detail: NUMBER_TAKEN });
    if (known.invitationId) throw invitationProblem('already-invited');
    const past = pastFaults(form.roles, tx);
    if (past.length) throw invitationProblem('right-in-the-past', { errors: past });
    const id = randomUUIDv7();
    const { email, name, phone, title } = form;
    const roles = form.roles.map(({ role, validTo, departmentId = null }) => ({ role, validTo, departmentId }));
    return this.insert(tx, actor, id, null, { email, name, phone, title, roles, ...this.seal(id, form.personalNumber ?? null) });
  }

  /** What keeps roles from being given: each once in its place and for as long as one's own, in a department that is there. */
  private async faultsOf(tx: Tx, actor: Actor, rights: Rights, roles: readonly InvitedRole[]): Promise<FieldError[]> {
    const asked = roles.map(({ departmentId = null }) => departmentId);
    const departments = asked.some(Boolean) ? await this.offers.departmentsIn(tx, actor.organizationId!, asked) : [];
    const ids = departments.map(({ id }) => id);
    return roles.flatMap(({ role, departmentId = null, validTo }, n) => {
      const twice = roles.findIndex((one) => one.role === role && (one.departmentId ?? null) === departmentId) < n;
      if (twice) return { path: `roles.${n}.role`, code: 'twice', message: 'Samma behörighet kan bara anges en gång.' };
      const fault = placeFault({ role, departmentId }, ids);
      const late = timeFault(rights, { role, departmentId }, validTo);
      return [
        ...(fault ? [{ path: `roles.${n}.departmentId`, ...fault }] : []),
        ...(late ? [{ path: `roles.${n}.validTo`, ...late }] : []),
      ];
    });
  }

  /**
   * Sends the same again under a new link; the caller has closed the old one and may give its rights. 409 `outdated` when a role can't be given as it
   * was: its last day has passed, or its department has closed; 429 `too-many-to-one`.
   */
  async again(tx: Tx, actor: Actor, rights: Rights, old: Invitation): Promise<Invitation> {
    if (pastFaults(old.roles, tx).length) throw invitationProblem('outdated', { detail: 'Sista dagen för en behörighet har passerat.' });
    const [fault] = await this.faultsOf(tx, actor, rights, old.roles);
    if (fault) throw invitationProblem('outdated', { detail: fault.message });
    const id = randomUUIDv7();
    const { email, name, phone, title, roles } = old;
    return this.insert(tx, actor, id, old.id, { email, name, phone, title, roles, ...this.seal(id, this.numberOf(old)) });
  }

  private async insert(tx: Tx, actor: Actor, id: string, resendOf: string | null, content: Content): Promise<Invitation> {
    const organizationId = actor.organizationId!;
    if ((await readIn<number>(tx, sentTodayTo, [organizationId, content.email])) >= DAILY_TO_ONE)
      throw invitationProblem('too-many-to-one');
    await this.closeOverdue(tx, organizationId, [content.email]);
    await tx.em.insert(Invitation, {
      id,
      organizationId,
      status: 'skickad',
      resendOf,
      invitedBy: actor.personId,
      sentAt: tx.now,
      version: 1,
      ...content,
      ...this.tokens.hashesOf(id),
    });
    const invitation = await tx.em.findOneByOrFail(Invitation, { id });
    await this.notices.sent(tx, invitation);
    const facts = { roles: content.roles.map(({ role }) => role), resendOf, forOnePerson: content.identifierLookup !== null };
    await this.events.append(tx, { organizationId, verb: 'invitation.send', subjectType: 'invitation', subjectId: id, facts });
    await this.planExpiry(tx, id, id);
    return invitation;
  }

  /** A job for the day after the last one, as it stands now; Redis may lose it, the sweep finds the invitation all the same. */
  async planExpiry(tx: Tx, invitationId: string, jobId: string): Promise<void> {
    const delay = await readIn<number>(tx, msToExpiry, [invitationId]);
    tx.afterCommit(() => void this.queue.add({ invitationId }, { jobId, delay }).catch(this.tell));
  }

  /**
   * Those whose last day has passed but that no job has closed yet stand in the way of new ones to the same addresses. All are held before
   * the first is closed: that writes an event, whose head is the last lock.
   */
  async closeOverdue(tx: Tx, organizationId: string, emails: readonly string[]): Promise<void> {
    const overdue = await tx.em.query<{ id: string }[]>(
      `select id from invitation where organization_id = $1 and lower(email) = any($2) and ${OVERDUE} order by id for update`,
      [organizationId, emails.map((email) => email.toLowerCase())],
    );
    for (const row of overdue) await this.lapse.closeIfOverdue(tx, await tx.em.findOneByOrFail(Invitation, row));
  }

  private seal(id: string, personalNumber: string | null): Pick<Content, 'identifierEnc' | 'identifierKeyId' | 'identifierLookup'> {
    if (personalNumber === null || personalNumber === '') return { identifierEnc: null, identifierKeyId: null, identifierLookup: null };
    const digits = digitsOf(personalNumber);
    if (!digits)
      throw invitationProblem('wrong-personal-number', {
        errors: [{ path: 'personalNumber', code: 'personalNumber', message: 'Skriv personnumret som ÅÅÅÅMMDD-NNNN.' }],
      });
    const { keyId, bytes } = this.vault.seal(digits, place(id));
    return { identifierEnc: bytes, identifierKeyId: keyId, identifierLookup: this.vault.lookup(digits) };
  }

  /** The personnummer that an invitation was sent to, or null when anyone may accept it. */
  numberOf({ id, identifierEnc, identifierKeyId }: Invitation): string | null {
    return identifierEnc && identifierKeyId ? this.vault.open({ keyId: identifierKeyId, bytes: identifierEnc }, place(id)) : null;
  }
}

const pastFaults = (roles: readonly InvitedRole[], { now }: Tx): FieldError[] =>
  roles.flatMap(({ validTo }, n) =>
    validTo !== null && validTo < stockholmDate(now)
      ? { path: `roles.${n}.validTo`, code: 'past', message: invitationProblem.title('right-in-the-past') }
      : [],
  );

const place = (invitationId: string): string => `invitation:${invitationId}`;

sealedColumn({
  table: 'invitation',
  primaryKey: ['id'],
  bytes: 'identifier_enc',
  keyId: 'identifier_key_id',
  lookup: 'identifier_lookup',
  place: ({ id }) => place(String(id)),
});

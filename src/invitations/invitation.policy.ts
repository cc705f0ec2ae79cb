import { type Actor, can } from '../kernel/access.js';
import { dayText } from '../kernel/clock.js';
import { action, type Action, lifecycleActions, type Refusal } from '../kernel/lifecycle.js';
import { allProblems } from '../kernel/problem.js';
import { closes, gives, lastDayToGive, mandateOf, type Rights, sees, timeFault } from '../memberships/index.js';
import type { InvitedRole, InvitedRoleView } from './invitation.dto.js';
import { invitationLifecycle, type InvitationStatus } from './invitation.lifecycle.js';
import { invitationProblem } from './invitation.problems.js';
import type { LinkState } from './invitation-link.dto.js';

/** Rights that an administrator has to confirm once the invitation is signed, whoever signed it (V3b). */
const SENSITIVE: readonly string[] = ['administrera_anvandare', 'foretagsadministrator', 'avdelningsadministrator'];

/**
 * Must an administrator confirm the signature (V3b)? An e-ID proves who signed, not that it was the one who was meant: so yes when the
 * names differ and no personnummer was given, and always for an administrator's right.
 */
export function needsConfirmation(
  invited: { name: string; forOnePerson: boolean; roles: readonly InvitedRole[] },
  signedName: string,
): boolean {
  if (invited.roles.some(({ role }) => SENSITIVE.includes(role))) return true;
  return !invited.forOnePerson && !namesMatch(invited.name, signedName);
}

/** Is it the same name? Each word of the shorter one is in the longer one, at least two of them: "Anni Widdersjö" is "Anni Maria WIDDERSJÖ". */
export function namesMatch(one: string, other: string): boolean {
  const [short, long] = [words(one), words(other)].sort((a, b) => a.size - b.size) as [Set<string>, Set<string>];
  return short.size >= 2 && [...short].every((word) => long.has(word));
}

const words = (name: string): Set<string> =>
  new Set(
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter(Boolean),
  );

const RESENDABLE: readonly InvitationStatus[] = ['skickad', 'utgangen', 'aterkallad'];

/** What one does instead of sending an answered invitation again. */
const INSTEAD: Partial<Readonly<Record<InvitationStatus, string>>> = {
  vantar_pa_bekraftelse: 'Inbjudan är signerad. Bekräfta eller avvisa den.',
  accepterad: 'Inbjudan är accepterad, så personen är redan användare.',
  avbojd: 'Den inbjudna har tackat nej. Bjud in på nytt om det var ett misstag.',
  avvisad: 'Signeringen avvisades. Bjud in rätt person på nytt.',
};
const ERASED = 'Uppgifterna om den inbjudna är raderade. Bjud in på nytt.';

/** Why an invitation can't be sent again (V7), and what to do instead; null when it can. */
export function resendRefusal({ status, erased }: { status: InvitationStatus; erased: boolean }): Refusal | null {
  if (RESENDABLE.includes(status) && !erased) return null;
  return { code: invitationProblem.code('not-resendable'), title: (erased ? ERASED : INSTEAD[status]) ?? ERASED };
}

/** The rights of an invitation whose last day has not passed; 409 when it gave some and none of them is left. */
export function lasting(roles: readonly InvitedRole[], today: string): InvitedRole[] {
  const left = roles.filter(({ validTo }) => validTo === null || validTo >= today);
  if (roles.length > 0 && left.length === 0) throw invitationProblem('rights-ended');
  return left;
}

const placed = ({ role, departmentId = null }: InvitedRole) => ({ role, departmentId });

/** Does the caller see an invitation to these rights? Those to own departments, of supervisors, or all (§10.1). */
export const isSeen = (actor: Actor, roles: readonly InvitedRole[]): boolean => sees(mandateOf(actor), roles.map(placed));

/** Are all rights of an invitation the caller's to give, and at least one unless he or she administers everybody? */
export function isYours(rights: Omit<Rights, 'lastDays'>, roles: readonly InvitedRole[]): boolean {
  return gives(mandateOf(rights), roles.map(placed));
}

/** Whose it is to revoke or refuse, which gives nothing: also of who administers everybody, but not the other side's administrator's (decision 0029). */
export const isYoursToClose = (rights: Omit<Rights, 'lastDays'>, roles: readonly InvitedRole[]): boolean =>
  closes(mandateOf(rights), roles.map(placed));

/** The day on which one's own right to give one of these ends, when that is before the invitation's; null when all can be given for so long. */
export function tooLong(rights: Rights, roles: readonly InvitedRole[]): string | null {
  const late = roles.find((role) => timeFault(rights, placed(role), role.validTo));
  return late ? lastDayToGive(rights, placed(late)) : null;
}

/** Throws 403 `not-yours` for rights that aren't the caller's to give, and `outlasts-yours` for those that would outlast the caller's own. */
export function assertGives(rights: Rights, roles: readonly InvitedRole[]): void {
  if (!isYours(rights, roles)) throw invitationProblem('not-yours');
  const last = tooLong(rights, roles);
  if (last) throw invitationProblem('outlasts-yours', { detail: `Din behörighet gäller till och med ${dayText(last)}.` });
}

/** May somebody with these rights, or nobody (null), still give all of these roles, for so long? */
export const backs = (rights: Rights | null, roles: readonly InvitedRole[]): boolean =>
  rights !== null && isYours(rights, roles) && tooLong(rights, roles) === null;

const refusal = (code: string): Refusal => ({ code, title: allProblems.get(code)!.title });
const notYours = refusal(invitationProblem.code('not-yours'));
const outlastsYours = refusal(invitationProblem.code('outlasts-yours'));

/** What the actions of an invitation depend on, beside what is shown of it. */
export interface Prospects {
  status: InvitationStatus;
  erased: boolean;
  roles: readonly InvitedRole[];
  /** The problem that sending it again, or confirming it, would meet whoever did it. */
  obstacle: string | null;
  /** What the inviter may still give; of one that waits for a confirmation. */
  inviter: Rights | null;
  /** Today in Stockholm. */
  today: string;
}

/** What an administrator with these rights can do with an invitation right now: nothing is offered that would be refused. */
export function invitationActions(actor: Actor, rights: Rights, one: Prospects): Action[] {
  const { status, roles, today } = one;
  const obstacle = one.obstacle === null ? null : refusal(one.obstacle);
  const refused = isYours(rights, roles) ? null : notYours;
  const closing = isYoursToClose(rights, roles) ? null : notYours;
  // Of a right whose last day has passed nothing is given.
  const given = roles.filter(({ validTo }) => validTo === null || validTo >= today);
  const unable = { resend: tooLong(rights, roles) !== null, confirm: !backs(one.inviter, given) && tooLong(rights, given) !== null };
  const because = (what: keyof typeof unable) => refused ?? obstacle ?? (unable[what] ? outlastsYours : null);
  const moves = lifecycleActions(invitationLifecycle, actor, status, (verb) => (verb === 'confirm' ? because(verb) : closing));
  return can(actor, 'users:manage') ? [action('resend', 'Skicka igen', resendRefusal(one) ?? because('resend')), ...moves] : moves;
}

/** "Handledare (Mark) till och med 2027-06-30". */
export const invitedRoleText = ({ label, department, validTo }: InvitedRoleView): string =>
  `${label}${department ? ` (${department})` : ''}${validTo ? ` till och med ${validTo}` : ''}`;

const states: Readonly<Record<InvitationStatus, LinkState>> = {
  skickad: 'valid',
  vantar_pa_bekraftelse: 'waiting',
  accepterad: 'accepted',
  avbojd: 'declined',
  avvisad: 'refused',
  utgangen: 'expired',
  aterkallad: 'revoked',
};

/** Answered by a person, for good. */
const ANSWERED: readonly InvitationStatus[] = ['accepterad', 'avbojd', 'avvisad', 'aterkallad'];

/** What the look of an invitation depends on. */
export interface Standing {
  status: InvitationStatus;
  /** The last day to confirm it; null when nobody signed. */
  confirmThrough: string | null;
  /** It gave rights, and the last days of all of them have passed. */
  rightsEnded: boolean;
  /** The organisation is no longer active. */
  closed: boolean;
  /** A later one was sent to the same person. */
  replaced: boolean;
}

/** How an invitation looks to the one who holds the link. */
export function stateOf({ status, confirmThrough, rightsEnded, closed, replaced }: Standing): LinkState {
  if (closed && !ANSWERED.includes(status)) return 'closed';
  if (replaced && (status === 'utgangen' || status === 'aterkallad')) return 'replaced';
  if (status === 'skickad' && rightsEnded) return 'rights-ended';
  return status === 'utgangen' && confirmThrough !== null ? 'unconfirmed' : states[status];
}

/** Why an invitation with this state can't be accepted or declined. */
export const linkRefusal = (state: Exclude<LinkState, 'valid' | 'unknown'>): Error =>
  invitationProblem(state === 'accepted' ? 'already-accepted' : state === 'closed' ? 'organization-closed' : state);

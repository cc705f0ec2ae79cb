import { type Role, roleIn } from '../kernel/access.js';
import { dayText } from '../kernel/clock.js';
import type { UserHistoryEntry } from './user-history.dto.js';

/** An event of a membership as the audit chain holds it. */
export interface MemberEvent {
  at: string;
  by: string | null;
  verb: string;
  /** The department of the role, as it is called now. */
  department: string | null;
  /** Who invited or added somebody who joined. */
  grantedBy: string | null;
  /** The colleague that somebody stands in for. */
  substituteFor: string | null;
  /** The colleague who took over what was open. */
  handedOverTo: string | null;
  /** What somebody who joined was given. */
  roles: { role: Role; department: string | null; through: string | null }[];
  facts: {
    role?: Role;
    departmentId?: string;
    from?: string;
    through?: string | null;
    fields?: string[];
    substitute?: boolean;
    how?: 'added' | 'invited';
    handedOver?: number;
    leftUnassigned?: number;
    revokedInvitations?: number;
  };
}

const fields: Readonly<Record<string, string>> = {
  email: 'e-post',
  phone: 'telefonnummer',
  title: 'titel',
  roleDescription: 'rollbeskrivning',
};

const role = ({ facts, department }: MemberEvent): string =>
  facts.role ? roleIn({ role: facts.role, department }) : `okänd${department ? ` (${department})` : ''}`;
const period = ({ facts }: MemberEvent): string =>
  `${facts.from ? ` från ${dayText(facts.from)}` : ''}${facts.through ? ` till och med ${dayText(facts.through)}` : ''}`;

/** Roles that one sentence names; somebody may be given one in each of two hundred departments. */
const NAMED = 5;

/** " med Attestant till och med 31 december 2026, Handledare (Mark)". */
function given({ roles }: MemberEvent): string {
  if (roles.length === 0) return '';
  const named = roles.slice(0, NAMED).map((one) => `${roleIn(one)}${one.through ? ` till och med ${dayText(one.through)}` : ''}`);
  return ` med ${named.join(', ')}${roles.length > NAMED ? ` och ${roles.length - NAMED} till` : ''}`;
}

/** Who joined, with what, by whom: an invitation may have been accepted by the system, or confirmed by an administrator (V3, V3b). */
function joined(event: MemberEvent): string {
  const { facts, grantedBy, by } = event;
  if (facts.how === 'added') return `Lades till med personnummer${given(event)}.`;
  const invited = grantedBy !== null && (facts.how === 'invited' || grantedBy !== by);
  const whose = invited ? ` Inbjuden av ${grantedBy}${by ? `, bekräftad av ${by}` : ''}.` : '';
  return `Blev användare${given(event)}.${whose}`;
}

const standing = ({ facts, substituteFor }: MemberEvent): string =>
  facts.substitute ? ` som vikarie${substituteFor ? ` för ${substituteFor}` : ''}` : '';

const counted = (count: number, one: string, more: string): string => (count === 1 ? one : `${count} ${more}`);

/** " 3 pågående ärenden lämnades över till Kim Kollega.": what became of what was open and of what was sent out (§8.6). */
function left({ facts, handedOverTo }: MemberEvent): string {
  const { handedOver, leftUnassigned, revokedInvitations } = facts;
  const cases = counted(handedOver ?? leftUnassigned ?? 0, 'Ett pågående ärende', 'pågående ärenden');
  return [
    handedOver ? ` ${cases} lämnades över${handedOverTo ? ` till ${handedOverTo}` : ''}.` : '',
    leftUnassigned ? ` ${cases} lämnades utan ansvarig.` : '',
    revokedInvitations ? ` ${counted(revokedInvitations, 'En inbjudan', 'inbjudningar')} återkallades.` : '',
  ].join('');
}

const texts: Readonly<Record<string, (event: MemberEvent) => string>> = {
  'membership.grant': (event) => `Fick behörigheten ${role(event)}${standing(event)}${period(event)}.`,
  'membership.prolong': (event) =>
    `Behörigheten ${role(event)} gäller ${event.facts.through ? `till och med ${dayText(event.facts.through)}` : 'tills vidare'}.`,
  'membership.revoke': (event) => `Behörigheten ${role(event)} togs bort${event.facts.substitute ? ' när vikariatet avslutades' : ''}.`,
  'membership.edit': ({ facts }) => `Ändrade uppgifter: ${(facts.fields ?? []).map((field) => fields[field] ?? field).join(', ')}.`,
  'membership.join': joined,
  'membership.reveal': () => 'Personnumret visades i klartext.',
  'membership.suspend': () => 'Stängdes av.',
  'membership.resume': () => 'Släpptes in igen.',
  'membership.handover': (event) => left(event).trim(),
  'membership.end': (event) => `Avslutades.${left(event)}`,
};

/** What happened to a member, in a sentence. Events of other modules are left out. */
export function historyOf(events: readonly MemberEvent[]): UserHistoryEntry[] {
  return events.flatMap((event) => {
    const text = texts[event.verb]?.(event);
    return text ? [{ at: event.at, by: event.by, text }] : [];
  });
}

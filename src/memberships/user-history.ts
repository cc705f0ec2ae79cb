import { type Role, roleLabels } from '../kernel/access.js';
import type { UserHistoryEntry } from './users.dto.js';

/** An event of a membership as the audit chain holds it. */
export interface MemberEvent {
  at: string;
  by: string | null;
  verb: string;
  /** The department of the role, as it is called now. */
  department: string | null;
  facts: {
    role?: Role;
    departmentId?: string;
    from?: string;
    through?: string | null;
    fields?: string[];
    substitute?: boolean;
    how?: 'added';
  };
}

const fields: Readonly<Record<string, string>> = {
  email: 'e-post',
  phone: 'telefonnummer',
  title: 'titel',
  roleDescription: 'rollbeskrivning',
};

const role = ({ facts, department }: MemberEvent): string =>
  `${facts.role ? roleLabels[facts.role] : 'okänd'}${department ? ` (${department})` : ''}`;
const period = ({ facts }: MemberEvent): string =>
  `${facts.from ? ` från ${facts.from}` : ''}${facts.through ? ` till och med ${facts.through}` : ''}`;

const texts: Readonly<Record<string, (event: MemberEvent) => string>> = {
  'membership.grant': (event) => `Fick behörigheten ${role(event)}${event.facts.substitute ? ' som vikarie' : ''}${period(event)}.`,
  'membership.prolong': (event) =>
    `Behörigheten ${role(event)} gäller ${event.facts.through ? `till och med ${event.facts.through}` : 'tills vidare'}.`,
  'membership.revoke': (event) => `Behörigheten ${role(event)} togs bort${event.facts.substitute ? ' när vikariatet avslutades' : ''}.`,
  'membership.edit': ({ facts }) => `Ändrade uppgifter: ${(facts.fields ?? []).map((field) => fields[field] ?? field).join(', ')}.`,
  'membership.join': ({ facts }) => (facts.how === 'added' ? 'Lades till med personnummer.' : 'Blev användare.'),
  'membership.reveal': () => 'Personnumret visades i klartext.',
  'membership.suspend': () => 'Stängdes av.',
  'membership.resume': () => 'Avstängningen hävdes.',
  'membership.end': () => 'Avslutades.',
};

/** What happened to a member, in a sentence. Events of other modules are left out. */
export function historyOf(events: readonly MemberEvent[]): UserHistoryEntry[] {
  return events.flatMap((event) => {
    const text = texts[event.verb]?.(event);
    return text ? [{ at: event.at, by: event.by, text }] : [];
  });
}

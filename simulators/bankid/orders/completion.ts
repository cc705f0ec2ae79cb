import { createHash } from 'node:crypto';
import type { Authority } from '../../shared/evidence/authority.ts';
import { fullName } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import { evidence } from '../evidence/evidence.ts';
import type { Profile } from '../profile.ts';
import type { CompletionData, Order } from './order.ts';

/** What the relying party gets when `person` has identified or signed. */
export function complete(authority: Authority, order: Order, person: Person, profile: Profile): CompletionData {
  const uhi = hardwareId(person, profile.device);
  const requirement = order.request.requirement ?? {};
  const asked = order.request.returnRisk || requirement.risk !== undefined;
  return {
    user: {
      personalNumber: person.personalNumber,
      name: fullName(person),
      givenName: person.givenName,
      surname: person.surname,
    },
    device: { ipAddress: profile.deviceIp ?? order.request.endUserIp, uhi },
    bankIdIssueDate: '2025-08-09Z',
    ...(requirement.mrtd !== undefined && { stepUp: { mrtd: requirement.mrtd } }),
    ...evidence(authority, order, { person, uhi }, order.evidence ?? profile.evidence),
    ...(asked && { risk: profile.risk }),
  };
}

/** The same each time for a person's device, whatever it is called. */
const hardwareId = (person: Person, device: string) => createHash('sha1').update(`uhi:${person.personalNumber}:${device}`).digest('base64');

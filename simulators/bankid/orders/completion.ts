import { createHash } from 'node:crypto';
import { fullName } from '../persons.ts';
import type { Person } from '../persons.ts';
import type { Profile } from '../profile.ts';
import { evidence } from './evidence.ts';
import type { CompletionData, Order } from './order.ts';

/** What the relying party gets when `person` has identified or signed. */
export function complete(order: Order, person: Person, profile: Profile): CompletionData {
  const requirement = order.request.requirement ?? {};
  const asked = order.request.returnRisk || requirement.risk !== undefined;
  return {
    user: {
      personalNumber: person.personalNumber,
      name: fullName(person),
      givenName: person.givenName,
      surname: person.surname,
    },
    device: { ipAddress: profile.deviceIp ?? order.request.endUserIp, uhi: hardwareId(person) },
    bankIdIssueDate: '2025-08-09Z',
    ...(requirement.mrtd !== undefined && { stepUp: { mrtd: requirement.mrtd } }),
    ...evidence(order, person),
    ...(asked && { risk: profile.risk }),
  };
}

/** The same for a person each time, as each test person has one simulated phone. */
const hardwareId = (person: Person) => createHash('sha1').update(`uhi:${person.personalNumber}`).digest('base64');

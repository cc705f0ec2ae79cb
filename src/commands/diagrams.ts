import { readFileSync, writeFileSync } from 'node:fs';
import { contactLifecycle } from '../auth/index.js';
import { connectionRequestLifecycle } from '../connections/index.js';
import { insatsLifecycle } from '../insatser/index.js';
import { invitationLifecycle } from '../invitations/index.js';
import { diagram } from '../kernel/lifecycle.js';
import { membershipLifecycle } from '../memberships/index.js';
import { requisitionLifecycle } from '../requisitions/index.js';

const MAP = 'src/README.md';
const PART = /(<!-- diagrams -->\n)[^]*(<!-- \/diagrams -->)/;

/** The map's part with a diagram of every lifecycle. */
export function diagrams(): string {
  return [membershipLifecycle, invitationLifecycle, insatsLifecycle, requisitionLifecycle, contactLifecycle, connectionRequestLifecycle]
    .map((lifecycle) => `### ${lifecycle.noun}\n\n\`\`\`mermaid\n${diagram(lifecycle as Parameters<typeof diagram>[0])}\n\`\`\`\n`)
    .join('\n');
}

/** The map as it should read now. */
export const drawn = (map: string): string => map.replace(PART, (_all, start: string, end: string) => `${start}\n${diagrams()}\n${end}`);

if (process.argv[1]?.endsWith('diagrams.js')) writeFileSync(MAP, drawn(readFileSync(MAP, 'utf8')));

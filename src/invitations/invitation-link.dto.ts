import { StartSignature } from '../auth/index.js';
import { Choice, Id, ListOf, RealDate, Text, Texts } from '../kernel/fields.js';
import { InvitedRoleView } from './invitation.dto.js';

const TOKEN = { description: 'Länkens hemliga del.', max: 200, min: 1 };

/** How an invitation stands for the one who holds the link; `unknown` for a link that was never sent. */
export const linkStates = [
  'valid',
  'expired',
  'unconfirmed',
  'rights-ended',
  'revoked',
  'replaced',
  'closed',
  'declined',
  'refused',
  'waiting',
  'accepted',
  'unknown',
] as const;
export type LinkState = (typeof linkStates)[number];

export class LinkView {
  @Choice({ description: 'Hur inbjudan står just nu.', of: linkStates })
  state: LinkState;

  @Text({ description: 'Organisationen som bjuder in.', max: 200, nullable: true })
  organization: string | null;

  @Text({ description: 'Vem som bjöd in. Bara medan inbjudan gäller.', max: 200, nullable: true })
  invitedBy: string | null;

  @ListOf(() => InvitedRoleView, { description: 'Behörigheter som inbjudan ger. Bara medan den gäller.', max: 200 })
  roles: InvitedRoleView[];

  @RealDate({
    description: 'Gäller eller gällde till och med; för en signering som ingen bekräftade sista dagen att bekräfta den.',
    nullable: true,
  })
  validThrough: string | null;
}

/** The mail as a page (A30): nothing on it accepts. */
export class LetterView {
  @Text({ description: 'Ämne; null när länken inte gäller längre.', max: 200, nullable: true })
  subject: string | null;

  @Texts({ description: 'E-postmeddelandets stycken.', max: 20, maxLength: 1000 })
  paragraphs: string[];
}

export class LinkToken {
  @Text(TOKEN)
  token: string;
}

export class StartSigning extends StartSignature {
  @Text(TOKEN)
  token: string;
}

export class AcceptInvitation extends LinkToken {
  @Id({ description: 'Signeringen som har blivit klar i den här webbläsaren.' })
  signatureOrderId: string;
}

import { Choice, Flag, Id, Instant, ListOf, Nested, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { type SigningProvider, signingProviders } from './signing.js';

export class SignatureQuery extends PageQuery {}

export class SignatureRow {
  @Id({ description: 'Underskriftens id.' })
  id: string;

  @Text({ description: 'Vad som skrevs under.', max: 120, example: 'Acceptera inbjudan' })
  title: string;

  @Choice({ description: 'E-legitimationen.', of: signingProviders })
  provider: SigningProvider;

  @Text({ description: 'Namnet enligt e-legitimationen.', max: 300, example: 'Anni Widdersjö' })
  name: string;

  @Instant({ description: 'När underskriften gjordes.' })
  signedAt: string;

  @Text({ description: 'Organisationen som underskriften gäller.', max: 200, nullable: true })
  organization: string | null;
}

export class SignaturePage {
  @ListOf(() => SignatureRow, { description: 'Underskrifter, nyast först.', max: 100 })
  rows: SignatureRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}

export class SignatureCheck {
  @Flag({ description: 'Underskriften håller: den är oförändrad och gjord av personen över just den här texten.' })
  holds: boolean;

  @Text({ description: 'Varför den inte håller; null när den håller.', max: 40, nullable: true, example: 'record' })
  failure: string | null;

  @Text({ description: 'Resultatet i klartext.', max: 300 })
  message: string;

  @Instant({ description: 'När kontrollen gjordes. Den gäller förhållandena när underskriften gjordes.' })
  checkedAt: string;
}

export class SignatureView extends SignatureRow {
  @Text({ description: 'Texten som skrevs under, precis som den visades.', max: 40_000 })
  text: string;

  @Text({ description: 'Vad underskriften användes till, som kod.', max: 100, example: 'invitation.accept' })
  intent: string;

  @Text({ description: 'Vad underskriften gäller: slag.', max: 60, example: 'invitation' })
  subjectType: string;

  @Text({ description: 'Vad underskriften gäller: id.', max: 100 })
  subjectId: string;

  @Text({ description: 'Handlingen som skrevs under, som kanonisk JSON.', max: 1_000_000 })
  document: string;

  @Text({ description: 'SHA-256 av handlingen, som är med i det som skrevs under.', max: 64 })
  sha256: string;

  @Instant({ description: 'När underskriften användes; null om den aldrig användes.', nullable: true })
  usedAt: string | null;
}

export class CheckedSignature extends SignatureView {
  @Nested(() => SignatureCheck, { description: 'Kontroll av underskriften, gjord när svaret gavs.' })
  check: SignatureCheck;
}

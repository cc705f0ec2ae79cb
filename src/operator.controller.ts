import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ENV, type Env } from '../config/env.js';
import { operator } from '../config/operator.js';
import { Public } from './kernel/doors.js';
import { Flag, ListOf, Text } from './kernel/fields.js';

class OperatorLink {
  @Text({ description: 'Länkens text.', max: 80, example: 'Kontakta oss' })
  label: string;

  @Text({ description: 'Adress.', max: 300, example: 'https://www.omstallningsfonden.se/kontakt' })
  url: string;
}

class OperatorView {
  @Text({ description: 'Operatörens namn.', max: 80, example: 'Omställningsfonden' })
  name: string;

  @Text({ description: 'Tjänstens namn.', max: 80, example: 'Mina sidor Arbetsgivare' })
  productName: string;

  @Text({ description: 'Postadress.', max: 120 })
  address: string;

  @Text({ description: 'Telefon till supporten.', max: 30 })
  supportPhone: string;

  @Text({ description: 'Telefon till växeln.', max: 30 })
  mainPhone: string;

  @Text({ description: 'E-post till supporten.', max: 254 })
  supportEmail: string;

  @Text({ description: 'Avsändare av tjänstens e-post.', max: 254 })
  senderEmail: string;

  @Text({ description: 'Organisationsnummer.', max: 11, example: '802012-0963' })
  orgNumber: string;

  @Text({ description: 'Operatörens webbplats.', max: 300 })
  siteUrl: string;

  @ListOf(() => OperatorLink, { description: 'Länkar i sidfoten.', max: 20 })
  links: OperatorLink[];

  @ListOf(() => OperatorLink, { description: 'Sociala medier.', max: 20 })
  social: OperatorLink[];

  @Flag({ description: 'Går det att logga in med Freja eID+? Med BankID går det alltid.' })
  freja: boolean;

  @Text({ description: 'Vad en tredje inloggning heter, efter "Logga in med"; null när den inte finns.', max: 60, nullable: true })
  oidc: string | null;
}

/** What the operator calls itself, for the frame around every page. */
@ApiTags('Tjänsten')
@Controller('operator')
export class OperatorController {
  constructor(@Inject(ENV) private readonly env: Env) {}

  @Public()
  @Get()
  @ApiOperation({ summary: 'Vad operatören heter och hur den nås' })
  @ApiOkResponse({ type: OperatorView })
  operator(): typeof operator & { freja: boolean; oidc: string | null } {
    const { FREJA_ENV, OIDC_ISSUER, OIDC_LABEL } = this.env;
    return { ...operator, freja: FREJA_ENV !== undefined, oidc: (OIDC_ISSUER && OIDC_LABEL) || null };
  }
}

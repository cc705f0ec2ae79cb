import { Body, Controller, Get, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserOf, OrderStarted, signatureStarted } from '../auth/index.js';
import { Fails, Public } from '../kernel/doors.js';
import { AcceptInvitation, LetterView, LinkToken, LinkView, StartSigning } from './invitation-link.dto.js';
import { InvitationAcceptance } from './invitation-acceptance.service.js';
import { InvitationLinks } from './invitation-links.service.js';

const LinkHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'X-Invitation-Token',
    required: false,
    description: 'Länkens hemliga del. Den står i ett huvud för att aldrig hamna i en logg över adresser.',
    schema: { type: 'string', maxLength: 200 },
  });
/** Why a link no longer counts. */
const Closed = (): MethodDecorator =>
  Fails(
    ...[
      'expired',
      'unconfirmed',
      'rights-ended',
      'revoked',
      'replaced',
      'organization-closed',
      'declined',
      'refused',
      'waiting',
      'already-accepted',
      'unknown-link',
    ].map((code) => `invitations/${code}`),
  );

/** What the one who holds the link of an invitation may do; nobody is logged in here. */
@ApiTags('Inbjudningar')
@Controller('invitation-link')
export class InvitationLinkController {
  constructor(
    private readonly links: InvitationLinks,
    private readonly acceptance: InvitationAcceptance,
  ) {}

  @Get()
  @Public()
  @LinkHeader()
  @ApiOperation({ summary: 'Vem som bjuder in till vad, och om inbjudan gäller (A32). Ändrar ingenting.' })
  @ApiOkResponse({ type: LinkView })
  view(@Headers('x-invitation-token') token = ''): Promise<LinkView> {
    return this.links.view(token);
  }

  @Get('letter')
  @Public()
  @LinkHeader()
  @ApiOperation({ summary: 'E-postmeddelandet som sida, med en hemlig del som inte kan acceptera (A30)' })
  @ApiOkResponse({ type: LetterView })
  letter(@Headers('x-invitation-token') token = ''): Promise<LetterView> {
    return this.links.letter(token);
  }

  @Post('decline')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Tacka nej (V4)' })
  @ApiOkResponse({ type: LinkView })
  @Fails('portal/cross-site', 'portal/invalid')
  @Closed()
  decline(@Body() { token }: LinkToken): Promise<LinkView> {
    return this.links.decline(token);
  }

  @Post('renewal')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Be om ny inbjudan när tiden har gått ut (A33)' })
  @ApiOkResponse({ type: LinkView })
  @Fails('portal/cross-site', 'portal/invalid', 'invitations/unknown-link')
  renew(@Body() { token }: LinkToken): Promise<LinkView> {
    return this.links.renew(token);
  }

  @Post('signature-orders')
  @Public()
  @ApiOperation({ summary: 'Börja signera inbjudan med e-legitimation (A35)' })
  @ApiCreatedResponse({ type: OrderStarted })
  @Fails('portal/cross-site', 'portal/invalid', 'portal/too-many-requests')
  @Fails('eid/not-offered', 'eid/already-in-progress', 'eid/other-errand', 'eid/rejected', 'eid/unavailable')
  @Closed()
  async startSigning(
    @Body() { token, provider, mode }: StartSigning,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderStarted> {
    return signatureStarted(reply, await this.acceptance.startSigning(token, provider, mode, browserOf(request)));
  }

  @Post('acceptance')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Acceptera med en färdig signering (V3); samma signering en gång till ger samma svar' })
  @ApiOkResponse({ type: LinkView })
  @Fails('portal/cross-site', 'portal/invalid', 'invitations/another-person', 'invitations/already-member')
  @Fails('invitations/suspended', 'users/qualification-needed', 'users/department-closed')
  @Fails('signature/order-not-found', 'signature/not-complete', 'signature/other-errand', 'signature/used')
  @Closed()
  accept(@Body() { token, signatureOrderId }: AcceptInvitation, @Req() request: FastifyRequest): Promise<LinkView> {
    return this.acceptance.accept(token, signatureOrderId, browserOf(request).id);
  }
}

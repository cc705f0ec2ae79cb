import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, StepUp } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { InvitationPage, InvitationPageQuery, InvitationView, LookUpAnswer, LookUpEmail, NewInvitation } from './invitation.dto.js';
import { BatchSent, FilePreview, InvitationFile } from './invitation-batch.dto.js';
import { InvitationBatch } from './invitation-batch.service.js';
import { InvitationPages } from './invitation-pages.service.js';
import { Invitations } from './invitations.service.js';

/** An administrator invites people to the organisation and follows what becomes of it. */
@ApiTags('Inbjudningar')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly pages: InvitationPages,
    private readonly invitations: Invitations,
    private readonly batch: InvitationBatch,
  ) {}

  @Get()
  @Can('users:manage')
  @ApiOperation({ summary: 'Organisationens inbjudningar, nyast först' })
  @ApiOkResponse({ type: InvitationPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() query: InvitationPageQuery): Promise<InvitationPage> {
    return this.pages.list(actor, query);
  }

  @Post()
  @Can('users:manage')
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Skicka inbjudan (V1, A28)' })
  @ApiCreatedResponse({ type: InvitationView })
  @Fails('invitations/already-member', 'invitations/already-invited', 'invitations/right-in-the-past')
  @Fails('invitations/wrong-personal-number', 'invitations/too-many-today', 'invitations/not-yours', 'invitations/invalid-roles')
  @Fails('invitations/too-many-to-one', 'portal/too-many-requests')
  send(@CurrentActor() actor: Actor, @Body() form: NewInvitation): Promise<InvitationView> {
    return this.invitations.send(actor, form);
  }

  @Post('look-up')
  @HttpCode(200)
  @Can('users:manage')
  @Command()
  @ApiOperation({ summary: 'Första steget: är e-postadressen redan användare här eller inbjuden hit? (A26)' })
  @ApiOkResponse({ type: LookUpAnswer })
  lookUp(@CurrentActor() actor: Actor, @Body() { email }: LookUpEmail): Promise<LookUpAnswer> {
    return this.pages.lookUp(actor, email);
  }

  @Post('file-preview')
  @HttpCode(200)
  @Can('users:manage')
  @Command()
  @ApiOperation({ summary: 'Vad en CSV-fil skulle skicka, rad för rad' })
  @ApiOkResponse({ type: FilePreview })
  @Fails('invitations/unreadable-file', 'portal/too-many-requests')
  preview(@CurrentActor() actor: Actor, @Body() { csv }: InvitationFile): Promise<FilePreview> {
    return this.batch.preview(actor, csv);
  }

  @Post('files')
  @Can('users:manage')
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Skicka inbjudan till varje felfri rad i en CSV-fil' })
  @ApiCreatedResponse({ type: BatchSent })
  @Fails('invitations/unreadable-file', 'invitations/nobody-to-invite', 'invitations/too-many-today', 'portal/too-many-requests')
  sendFile(@CurrentActor() actor: Actor, @Body() { csv }: InvitationFile): Promise<BatchSent> {
    return this.batch.send(actor, csv);
  }

  @Get(':id')
  @Can('users:manage')
  @ApiOperation({ summary: 'En inbjudan och vad som kan göras med den' })
  @ApiOkResponse({ type: InvitationView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return this.pages.view(actor, id);
  }

  @Post(':id/resend')
  @Can('users:manage')
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Skicka igen: en ny länk, den gamla slutar gälla (V7)' })
  @ApiCreatedResponse({ type: InvitationView })
  @Fails('portal/not-found', 'portal/bad-request', 'invitations/not-resendable', 'invitations/already-member')
  @Fails('invitations/already-invited', 'invitations/too-many-today', 'invitations/not-yours', 'invitations/outdated')
  @Fails('invitations/outlasts-yours', 'invitations/too-many-to-one')
  resend(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return this.invitations.resend(actor, id);
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Can('users:manage')
  @Command()
  @ApiOperation({ summary: 'Återkalla inbjudan (V6)' })
  @ApiOkResponse({ type: InvitationView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition', 'invitations/late-to-revoke', 'invitations/not-yours')
  revoke(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return this.invitations.revoke(actor, id);
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Can('users:manage')
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Bekräfta att rätt person har signerat; personen blir användare (V3b)' })
  @ApiOkResponse({ type: InvitationView })
  @Fails('invitations/outlasts-yours')
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition', 'invitations/late-to-confirm', 'invitations/not-yours')
  @Fails(
    'invitations/already-member',
    'invitations/organization-closed',
    'invitations/rights-ended',
    'users/qualification-needed',
    'users/department-closed',
  )
  confirm(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return this.invitations.confirm(actor, id);
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Can('users:manage')
  @Command()
  @ApiOperation({ summary: 'Avvisa en signering som väntar; ingen behörighet ges (V3b)' })
  @ApiOkResponse({ type: InvitationView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition', 'invitations/late-to-confirm', 'invitations/not-yours')
  refuse(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InvitationView> {
    return this.invitations.refuse(actor, id);
  }
}

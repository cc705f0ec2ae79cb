import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RevealNumber, ShownNumber } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, StepUp } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { Connecting } from './connecting.service.js';
import { AskApplicant, ConnectPerson, DeskPage, DeskQuery, DeskView, RejectRequest, TransferRequest } from './desk.dto.js';
import { Desk } from './desk.service.js';

const CONFLICTS = ['connections/own-request', 'connections/conflict-of-interest'];
const MOVES = ['portal/not-found', 'portal/bad-request', 'portal/invalid-transition', ...CONFLICTS];

/** The region's desk: applications of one's own region; the board's office sees all. */
@ApiTags('Yrkesnämnden: koppla företag')
@Controller('admin/connection-requests')
export class DeskController {
  constructor(
    private readonly desk: Desk,
    private readonly connecting: Connecting,
  ) {}

  @Can('connections:handle')
  @Get()
  @ApiOperation({ summary: 'Regionens kö, äldst först (B16)' })
  @ApiOkResponse({ type: DeskPage })
  @Fails('portal/invalid')
  queue(@CurrentActor() actor: Actor, @Query() query: DeskQuery): Promise<DeskPage> {
    return this.desk.queue(actor, query);
  }

  @Can('connections:handle')
  @Get(':id')
  @ApiOperation({ summary: 'En ansökan, med vad som är känt om företaget' })
  @ApiOkResponse({ type: DeskView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DeskView> {
    return this.desk.view(actor, id);
  }

  @Can('connections:handle')
  @Post(':id/taking')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Ta ärendet (K2)' })
  @ApiOkResponse({ type: DeskView })
  @Fails(...MOVES)
  take(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<DeskView> {
    return this.desk.take(actor, id);
  }

  @Can('connections:handle')
  @Post(':id/transfer')
  @HttpCode(204)
  @Command()
  @ApiOperation({ summary: 'Flytta till en annan region; den sökande får besked (K3)' })
  @ApiNoContentResponse()
  @Fails(...MOVES, 'connections/same-region', 'connections/unknown-region')
  async transfer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { regionCode }: TransferRequest,
  ): Promise<void> {
    await this.desk.transfer(actor, id, regionCode);
  }

  @Can('connections:handle')
  @Post(':id/question')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Begär mer information (K4)' })
  @ApiOkResponse({ type: DeskView })
  @Fails(...MOVES)
  ask(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { question }: AskApplicant): Promise<DeskView> {
    return this.desk.ask(actor, id, question);
  }

  @Can('connections:handle')
  @Post(':id/rejection')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Avslå med motivering (K7)' })
  @ApiOkResponse({ type: DeskView })
  @Fails(...MOVES, 'connections/sms-off')
  reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: RejectRequest): Promise<DeskView> {
    return this.desk.reject(actor, id, body);
  }

  @Can('personnummer:reveal')
  @Post(':id/personal-number')
  @HttpCode(200)
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Visa den sökandes personnummer i klartext, en gång; skälet sparas och den sökande kan läsa det (§10.2)' })
  @ApiOkResponse({ type: ShownNumber })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests', 'personnummer/already-shown', ...CONFLICTS)
  reveal(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RevealNumber): Promise<ShownNumber> {
    return this.desk.reveal(actor, id, reason);
  }

  @Can('connections:handle')
  @Post(':id/connection')
  @HttpCode(200)
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Koppla personen till företaget, med roller (K6, B16)' })
  @ApiOkResponse({ type: DeskView })
  @Fails(
    ...MOVES,
    'connections/company-unknown',
    'connections/company-closed',
    'connections/not-a-company',
    'connections/agreement-missing',
    'connections/already-member',
    'connections/administrator-needed',
    'connections/qualification-needed',
    'connections/departments-off',
    'connections/sms-off',
  )
  connect(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ConnectPerson): Promise<DeskView> {
    return this.connecting.connect(actor, id, body);
  }
}

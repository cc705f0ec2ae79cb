import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { CurrentActor } from '../memberships/index.js';
import { Applications } from './applications.service.js';
import { AnswerQuestion, ApplyForConnection, ConnectionRequestList, ConnectionRequestView } from './connection-request.dto.js';

@ApiTags('Koppla företag')
@Controller('me/connection-requests')
export class ConnectionsController {
  constructor(private readonly applications: Applications) {}

  @Can('session:use')
  @Get()
  @ApiOperation({ summary: 'Personens ansökningar om att kopplas till företag (B18)' })
  @ApiOkResponse({ type: ConnectionRequestList })
  list(@CurrentActor() actor: Actor): Promise<ConnectionRequestList> {
    return this.applications.list(actor);
  }

  @Can('session:use')
  @Post()
  @Command()
  @ApiOperation({ summary: 'Ansök om att kopplas till ett företag (K1, B13–B15). Svaret är detsamma vare sig företaget finns eller inte.' })
  @ApiCreatedResponse({ type: ConnectionRequestView })
  @Fails('connections/contact-not-verified', 'connections/already-open', 'connections/too-many-open', 'connections/unknown-region')
  apply(@CurrentActor() actor: Actor, @Body() body: ApplyForConnection): Promise<ConnectionRequestView> {
    return this.applications.apply(actor, body);
  }

  @Can('session:use')
  @Post(':id/answer')
  @HttpCode(200)
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Svara på regionens fråga (K5)' })
  @ApiOkResponse({ type: ConnectionRequestView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition')
  answer(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { answer }: AnswerQuestion,
  ): Promise<ConnectionRequestView> {
    return this.applications.answer(actor, id, version, answer);
  }

  @Can('session:use')
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Command()
  @ApiOperation({ summary: 'Återta ansökan (K8)' })
  @ApiOkResponse({ type: ConnectionRequestView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition')
  withdraw(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ConnectionRequestView> {
    return this.applications.withdraw(actor, id);
  }
}

import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { ChooseMail, Inbox, InboxQuery, MessageRow, Preferences, ReadSeen, UnreadCount } from './inbox.dto.js';
import { Inboxes } from './inbox.service.js';

@ApiTags('Meddelanden')
@Controller('me')
export class InboxController {
  constructor(private readonly inboxes: Inboxes) {}

  @Get('notifications')
  @Can('session:use')
  @ApiOperation({ summary: 'Personens meddelanden för den organisation som sessionen representerar, nyast först (B22)' })
  @ApiOkResponse({ type: Inbox })
  @Fails('portal/invalid')
  page(@CurrentActor() actor: Actor, @Query() query: InboxQuery): Promise<Inbox> {
    return this.inboxes.page(actor, query);
  }

  @Post('notifications/:id/read')
  @HttpCode(200)
  @Can('session:use')
  @Command()
  @ApiOperation({ summary: 'Markera ett meddelande som läst' })
  @ApiOkResponse({ type: MessageRow })
  @Fails('portal/not-found', 'portal/bad-request')
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<MessageRow> {
    return this.inboxes.read(actor, id);
  }

  @Post('notifications/read-all')
  @HttpCode(200)
  @Can('session:use')
  @Command()
  @ApiOperation({ summary: 'Markera som lästa: alla meddelanden som fanns när sidan visades' })
  @ApiOkResponse({ type: UnreadCount })
  readAll(@CurrentActor() actor: Actor, @Body() { seen }: ReadSeen): Promise<UnreadCount> {
    return this.inboxes.readSeen(actor, seen);
  }

  @Get('notification-preferences')
  @Can('session:use')
  @ApiOperation({ summary: 'Hur personen vill ha e-posten om varje typ av meddelande' })
  @ApiOkResponse({ type: Preferences })
  preferences(@CurrentActor() actor: Actor): Promise<Preferences> {
    return this.inboxes.preferences(actor);
  }

  @Put('notification-preferences/:type')
  @Can('session:use')
  @Command()
  @ApiOperation({ summary: 'Välj hur e-posten om en typ av meddelande kommer' })
  @ApiParam({ name: 'type', schema: { type: 'string', minLength: 1, maxLength: 100 } })
  @ApiOkResponse({ type: Preferences })
  @Fails('portal/not-found', 'portal/bad-request', 'notifications/always-sent')
  choose(@CurrentActor() actor: Actor, @Param('type') type: string, @Body() { choice }: ChooseMail): Promise<Preferences> {
    return this.inboxes.choose(actor, type, choice);
  }
}

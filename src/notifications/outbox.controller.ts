import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { OutboxAdmin } from './outbox-admin.service.js';
import { OutboxPage, OutboxQuery, OutboxRow } from './outbox.dto.js';

@ApiTags('Fonden: drift')
@Controller('admin/outbox')
export class OutboxController {
  constructor(private readonly outbox: OutboxAdmin) {}

  @Get()
  @Can('operations:read')
  @ApiOperation({ summary: 'Meddelanden som väntar, är skickade eller inte gick att skicka, nyast först. Mottagaren är maskerad.' })
  @ApiOkResponse({ type: OutboxPage })
  @Fails('portal/invalid')
  page(@CurrentActor() actor: Actor, @Query() query: OutboxQuery): Promise<OutboxPage> {
    return this.outbox.page(actor, query);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Can('operations:run')
  @Command()
  @ApiOperation({ summary: 'Kör igen: ett meddelande som inte gick att skicka får nya försök' })
  @ApiOkResponse({ type: OutboxRow })
  @Fails('portal/not-found', 'portal/bad-request', 'outbox/not-failed', 'outbox/erased')
  retry(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OutboxRow> {
    return this.outbox.retry(actor, id);
  }

  @Post(':address/bounce')
  @HttpCode(200)
  @Can('operations:run')
  @Command()
  @ApiOperation({ summary: 'Ett e-postmeddelande kom i retur: mottagarens adress tar inte emot det. Meddelandet står i returens adress' })
  @ApiParam({
    name: 'address',
    schema: { type: 'string', minLength: 1, maxLength: 400 },
    description: 'Adressen som returen kom till: bounce+… i sin helhet.',
  })
  @ApiOkResponse({ type: OutboxRow })
  @Fails('portal/not-found', 'portal/bad-request', 'outbox/not-sent', 'outbox/not-ours')
  bounce(@CurrentActor() actor: Actor, @Param('address') address: string): Promise<OutboxRow> {
    return this.outbox.bounce(actor, address);
  }
}

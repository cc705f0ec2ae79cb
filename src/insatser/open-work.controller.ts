import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, StepUp } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { HandedOver, Handover, OpenWork } from './open-work.dto.js';
import { OpenWorks } from './open-work.service.js';

/** What a user has under way, for the administrator who is about to end the user (§8.6). */
@ApiTags('Användare')
@Can('users:handover')
@Controller('users')
export class OpenWorkController {
  constructor(private readonly work: OpenWorks) {}

  @Get(':id/open-work')
  @ApiOperation({ summary: 'Insatser som användaren är ansvarig eller kontaktperson för och som inte är avslutade' })
  @ApiOkResponse({ type: OpenWork })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<OpenWork> {
    return this.work.of(actor, id);
  }

  @Post(':id/handover')
  @HttpCode(200)
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Lämna över allt pågående till en kollega' })
  @ApiOkResponse({ type: HandedOver })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests', 'insatser/receiver-not-member', 'insatser/receiver-self')
  handOver(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { toUserId }: Handover): Promise<HandedOver> {
    return this.work.handOver(actor, id, toUserId);
  }
}

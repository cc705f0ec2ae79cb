import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { InvitationPages } from './invitation-pages.service.js';
import { Obstacles } from './obstacles.dto.js';

/** For somebody who is logged in and belongs nowhere, or waits to. */
@ApiTags('Session')
@Controller('me')
export class ObstaclesController {
  constructor(private readonly pages: InvitationPages) {}

  @Get('obstacles')
  @Can('session:use')
  @ApiOperation({
    summary: 'Vad som hindrar personen från att representera en organisation just nu: avstängd, eller väntar på bekräftelse (A10)',
  })
  @ApiOkResponse({ type: Obstacles })
  obstacles(@CurrentActor() { personId }: Actor): Promise<Obstacles> {
    return this.pages.obstacles(personId);
  }
}

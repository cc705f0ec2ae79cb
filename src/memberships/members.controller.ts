import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can } from '../kernel/doors.js';
import { CurrentActor } from './current-actor.js';
import { Memberships } from './memberships.service.js';
import { MemberList } from './session.dto.js';

@ApiTags('Medarbetare')
@Controller('members')
export class MembersController {
  constructor(private readonly memberships: Memberships) {}

  /** Active colleagues, to choose a responsible person among; no contact details. */
  @Can('members:list')
  @Get()
  @ApiOperation({ summary: 'Organisationens medarbetare, att välja ansvarig bland' })
  @ApiOkResponse({ type: MemberList })
  list(@CurrentActor() actor: Actor): Promise<MemberList> {
    return this.memberships.colleagues(actor);
  }
}

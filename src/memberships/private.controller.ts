import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import { Can } from '../kernel/doors.js';
import { CurrentActor } from './current-actor.js';
import { PrivatePage } from './private.dto.js';
import { PRIVATE_PAGE } from './private.queries.js';

/** What lies behind the private entrance (A3). */
@ApiTags('Privatpersoner')
@Controller('private')
export class PrivateController {
  constructor(private readonly db: Db) {}

  /** About the person alone: nothing here lets anybody act for an organisation. */
  @Can('private:read')
  @Get('me')
  @ApiOperation({ summary: 'Min sida: det egna namnet och organisationerna som personen hör till (A3)' })
  @ApiOkResponse({ type: PrivatePage })
  page(@CurrentActor() actor: Actor): Promise<PrivatePage> {
    return this.db.read({ kind: 'person', personId: actor.personId }, 'private-page', PRIVATE_PAGE, [actor.personId]);
  }
}

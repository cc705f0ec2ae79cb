import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can } from '../kernel/doors.js';
import { RegionList } from './region.dto.js';
import { Regions } from './regions.service.js';

@ApiTags('Koppla företag')
@Controller('regions')
export class RegionsController {
  constructor(private readonly regions: Regions) {}

  @Can('session:use')
  @Get()
  @ApiOperation({ summary: 'BYN-regionerna, att välja mellan (B14)' })
  @ApiOkResponse({ type: RegionList })
  list(@CurrentActor() actor: Actor): Promise<RegionList> {
    return this.regions.all(actor);
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can } from '../kernel/doors.js';
import { CurrentActor } from './current-actor.js';
import { RoleOffers as Offers } from './role-offer.dto.js';
import { RoleOffers } from './role-offers.service.js';

@ApiTags('Användare')
@Controller('role-offers')
export class RoleOffersController {
  constructor(private readonly offers: RoleOffers) {}

  @Can('users:manage')
  @Get()
  @ApiOperation({ summary: 'Rollerna som den som frågar får ge och bjuda in till, och i vilka avdelningar (§10.1)' })
  @ApiOkResponse({ type: Offers })
  list(@CurrentActor() actor: Actor): Promise<Offers> {
    return this.offers.of(actor);
  }
}

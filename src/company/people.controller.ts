import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RevealNumber, ShownNumber } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, StepUp } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { AddedPerson, CompanyPerson, NewPerson } from './people.dto.js';
import { People } from './people.service.js';

/** A building company's people, who are known by their personnummer (000). */
@ApiTags('Företaget')
@Controller('company/people')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Can('people:manage')
  @Post()
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Lägg till en person med personnummer, med roller; personen är användare genast (B9)' })
  @ApiCreatedResponse({ type: AddedPerson })
  @Fails('people/already-member', 'people/role-not-yours', 'people/only-for-a-time', 'people/invalid-personal-number')
  @Fails('people/qualification-needed', 'people/too-many-today', 'people/added-too-often', 'portal/too-many-requests')
  add(@CurrentActor() actor: Actor, @Body() form: NewPerson): Promise<AddedPerson> {
    return this.people.add(actor, form);
  }

  @Can('people:manage')
  @Get(':id')
  @ApiOperation({ summary: 'Personnummer utan de fyra sista siffrorna, rollbeskrivning och vad personen själv har verifierat' })
  @ApiOkResponse({ type: CompanyPerson })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CompanyPerson> {
    return this.people.view(actor, id);
  }

  @Can('personnummer:reveal')
  @Post(':id/personal-number')
  @HttpCode(200)
  @Command()
  @StepUp()
  @ApiOperation({ summary: 'Visa personnumret i klartext, en gång; skälet sparas och personen kan läsa det (§5.3)' })
  @ApiOkResponse({ type: ShownNumber })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/too-many-requests', 'personnummer/already-shown')
  reveal(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() { reason }: RevealNumber): Promise<ShownNumber> {
    return this.people.reveal(actor, id, reason);
  }
}

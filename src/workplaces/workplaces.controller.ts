import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { WorkplaceFilter, WorkplaceForm, WorkplacePage, WorkplaceView } from './workplace.dto.js';
import { WorkplacePages } from './workplace-pages.service.js';
import { Workplaces } from './workplaces.service.js';

const FORM = ['workplaces/name-taken', 'workplaces/address-needed', 'workplaces/own-department-needed', 'departments/not-activated'];
const ONE = ['portal/not-found', 'portal/bad-request', 'departments/not-activated'];

/** A company's workplaces: all to its Företagsadministratör, those of one's own departments to an Avdelningsadministratör. */
@ApiTags('Arbetsplatser och avdelningar')
@Can('workplaces:manage')
@Controller('workplaces')
export class WorkplacesController {
  constructor(
    private readonly pages: WorkplacePages,
    private readonly workplaces: Workplaces,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Arbetsplatserna som man administrerar, alla eller en avdelnings (F16)' })
  @ApiOkResponse({ type: WorkplacePage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() filter: WorkplaceFilter): Promise<WorkplacePage> {
    return this.pages.list(actor, filter);
  }

  @Post()
  @Command()
  @ApiOperation({ summary: 'Lägg till en arbetsplats' })
  @ApiCreatedResponse({ type: WorkplaceView })
  @Fails(...FORM, 'portal/not-found')
  create(@CurrentActor() actor: Actor, @Body() form: WorkplaceForm): Promise<WorkplaceView> {
    return this.workplaces.create(actor, form);
  }

  @Put(':id')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Ändra namn, adress och avdelningar' })
  @ApiOkResponse({ type: WorkplaceView })
  @Fails(...FORM, 'portal/not-found', 'portal/bad-request', 'workplaces/closed', 'workplaces/shared')
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() form: WorkplaceForm,
  ): Promise<WorkplaceView> {
    return this.workplaces.edit(actor, id, version, form);
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Stäng en arbetsplats; huvudkontoret går inte att stänga' })
  @ApiOkResponse({ type: WorkplaceView })
  @Fails(...ONE, 'workplaces/closed', 'workplaces/default', 'workplaces/shared')
  close(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<WorkplaceView> {
    return this.workplaces.close(actor, id, version);
  }

  @Delete(':id/closing')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Öppna en stängd arbetsplats igen' })
  @ApiOkResponse({ type: WorkplaceView })
  @Fails(...ONE, 'workplaces/open', 'workplaces/name-taken', 'workplaces/shared')
  reopen(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<WorkplaceView> {
    return this.workplaces.reopen(actor, id, version);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { DepartmentForm, DepartmentImpact, DepartmentList, DepartmentView } from './department.dto.js';
import { Departments } from './departments.service.js';

const ONE = ['portal/not-found', 'portal/bad-request', 'departments/not-activated'];

/** A company's departments: all to its Företagsadministratör, one's own to an Avdelningsadministratör. */
@ApiTags('Arbetsplatser och avdelningar')
@Controller('departments')
export class DepartmentsController {
  constructor(private readonly departments: Departments) {}

  @Can('workplaces:manage')
  @Get()
  @ApiOperation({ summary: 'Avdelningarna som man administrerar (B5)' })
  @ApiOkResponse({ type: DepartmentList })
  @Fails('departments/not-activated')
  list(@CurrentActor() actor: Actor): Promise<DepartmentList> {
    return this.departments.list(actor);
  }

  @Can('departments:manage')
  @Post()
  @Command()
  @ApiOperation({ summary: 'Lägg till en avdelning' })
  @ApiCreatedResponse({ type: DepartmentView })
  @Fails('departments/not-activated', 'departments/name-taken')
  create(@CurrentActor() actor: Actor, @Body() form: DepartmentForm): Promise<DepartmentView> {
    return this.departments.create(actor, form);
  }

  @Can('workplaces:manage')
  @Put(':id')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Byt namn på en avdelning' })
  @ApiOkResponse({ type: DepartmentView })
  @Fails(...ONE, 'departments/name-taken', 'departments/closed')
  rename(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() form: DepartmentForm,
  ): Promise<DepartmentView> {
    return this.departments.rename(actor, id, version, form);
  }

  @Can('departments:manage')
  @Post(':id/closing')
  @HttpCode(200)
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Stäng en avdelning, med det antal personer och arbetsplatser som visades' })
  @ApiOkResponse({ type: DepartmentView })
  @Fails(...ONE, 'departments/closed', 'departments/last', 'departments/impact-changed')
  close(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() told: DepartmentImpact,
  ): Promise<DepartmentView> {
    return this.departments.close(actor, id, version, told);
  }

  @Can('departments:manage')
  @Delete(':id/closing')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Öppna en stängd avdelning igen' })
  @ApiOkResponse({ type: DepartmentView })
  @Fails(...ONE, 'departments/open', 'departments/name-taken')
  reopen(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<DepartmentView> {
    return this.departments.reopen(actor, id, version);
  }
}

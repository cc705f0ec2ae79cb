import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, Fails, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { CompanyFilter, CompanyPage, CompanyRowView, DepartmentsSwitch } from './company.dto.js';
import { CompanyDepartments } from './company-departments.service.js';

/** The board's office activates departments for a company (§10.2). */
@ApiTags('Yrkesnämnden: företag')
@Can('companies:manage')
@Controller('admin/companies')
export class CompanyDepartmentsController {
  constructor(private readonly companies: CompanyDepartments) {}

  @Get()
  @ApiOperation({ summary: 'Företagen i Mina sidor, med fritextsök' })
  @ApiOkResponse({ type: CompanyPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() filter: CompanyFilter): Promise<CompanyPage> {
    return this.companies.list(actor, filter);
  }

  @Put(':id/departments')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Aktivera avdelningar för ett företag, eller stäng av dem (C25)' })
  @ApiOkResponse({ type: CompanyRowView })
  @Fails('portal/not-found', 'portal/bad-request', 'departments/in-use', 'departments/conflict-of-interest')
  change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() { enabled }: DepartmentsSwitch,
  ): Promise<CompanyRowView> {
    return this.companies.change(actor, id, version, enabled);
  }
}

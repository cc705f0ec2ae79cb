import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CasesQuery } from '../allotments/index.js';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, IfMatchHeader, StepUp } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { CurrentActor } from '../memberships/index.js';
import { RequisitionForm, RequisitionPage, RequisitionPreview, RequisitionReceipt, RequisitionView } from './requisition.dto.js';
import { RequisitionDrafts } from './requisition-drafts.service.js';
import { RequisitionPages } from './requisition-pages.service.js';
import { Requisitions } from './requisitions.service.js';

const closed = [
  'insatser/not-approved',
  'insatser/fund-is-supplier',
  'insatser/final-exists',
  'insatser/requisitions-closed',
  'insatser/one-requisition-only',
  'insatser/nothing-left',
] as const;

@ApiTags('Rekvisitioner')
@Controller()
export class RequisitionsController {
  constructor(
    private readonly pages: RequisitionPages,
    private readonly drafts: RequisitionDrafts,
    private readonly requisitions: Requisitions,
  ) {}

  @Post('insatser/:id/requisitions')
  @Can('requisition:create')
  @Command()
  @ApiOperation({ summary: 'Nytt utkast till rekvisition, förifyllt (Q1, A72)' })
  @ApiCreatedResponse({ type: RequisitionView })
  @Fails('portal/not-found', 'portal/bad-request', ...closed)
  create(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RequisitionView> {
    return this.drafts.create(actor, id);
  }

  @Get('requisitions')
  @Can('insats:read')
  @ApiOperation({ summary: 'Rekvisitioner i en avtalsperiod (A39)' })
  @ApiOkResponse({ type: RequisitionPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() query: CasesQuery): Promise<RequisitionPage> {
    return this.pages.list(actor, query);
  }

  @Get('requisitions/:id')
  @Can('insats:read')
  @ApiOperation({ summary: 'En rekvisition' })
  @ApiOkResponse({ type: RequisitionView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RequisitionView> {
    return this.pages.view(actor, id);
  }

  @Put('requisitions/:id')
  @Can('requisition:create')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Spara utkastet som det står' })
  @ApiOkResponse({ type: RequisitionView })
  @Fails('portal/not-found', 'portal/bad-request', 'requisitions/not-draft')
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() form: RequisitionForm,
  ): Promise<RequisitionView> {
    return this.drafts.edit(actor, id, version, form);
  }

  @Delete('requisitions/:id')
  @HttpCode(204)
  @Can('requisition:create')
  @Command()
  @ApiOperation({ summary: 'Ta bort utkastet för gott (Q7)' })
  @ApiNoContentResponse()
  @Fails('portal/not-found', 'portal/bad-request', 'requisitions/not-draft')
  async remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.drafts.remove(actor, id);
  }

  @Get('requisitions/:id/preview')
  @Can('insats:read')
  @ApiOperation({ summary: 'Det som saknas innan rekvisitionen kan skickas in (A82)' })
  @ApiOkResponse({ type: RequisitionPreview })
  @Fails('portal/not-found', 'portal/bad-request')
  preview(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RequisitionPreview> {
    return this.requisitions.preview(actor, id);
  }

  @Post('requisitions/:id/submission')
  @HttpCode(200)
  @Can('requisition:submit')
  @StepUp()
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Skicka in rekvisitionen; högst det som är möjligt att rekvirera (Q3, §9.3)' })
  @ApiOkResponse({ type: RequisitionReceipt })
  @Fails(
    'portal/not-found',
    'portal/bad-request',
    'portal/invalid-transition',
    'requisitions/incomplete',
    'requisitions/final-exists',
    'insatser/over-requisitionable',
    ...closed,
  )
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<RequisitionReceipt> {
    return this.requisitions.submit(actor, id, version);
  }

  @Get('requisitions/:id/receipt')
  @Can('insats:read')
  @ApiOperation({ summary: 'Kvittensen för en inskickad rekvisition' })
  @ApiOkResponse({ type: RequisitionReceipt })
  @Fails('portal/not-found', 'portal/bad-request')
  receipt(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RequisitionReceipt> {
    return this.requisitions.receipt(actor, id);
  }
}

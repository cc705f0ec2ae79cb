import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { AdminRequisitionPage, AdminRequisitionQuery, ApproveRequisition, RejectRequisition } from './admin-requisition.dto.js';
import { RequisitionView } from './requisition.dto.js';
import { RequisitionPages } from './requisition-pages.service.js';
import { Requisitions } from './requisitions.service.js';

@ApiTags('Fonden: rekvisitioner')
@Controller('admin/requisitions')
export class AdminRequisitionsController {
  constructor(
    private readonly pages: RequisitionPages,
    private readonly requisitions: Requisitions,
  ) {}

  @Get()
  @Can('admin:read')
  @ApiOperation({ summary: 'Fondens kö: inskickade rekvisitioner, äldst först' })
  @ApiOkResponse({ type: AdminRequisitionPage })
  @Fails('portal/invalid')
  queue(@CurrentActor() actor: Actor, @Query() query: AdminRequisitionQuery): Promise<AdminRequisitionPage> {
    return this.pages.queue(actor, query);
  }

  @Get(':id')
  @Can('admin:read')
  @ApiOperation({ summary: 'En inskickad rekvisition' })
  @ApiOkResponse({ type: RequisitionView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RequisitionView> {
    return this.pages.view(actor, id);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Can('requisition:decide')
  @Command()
  @ApiOperation({ summary: 'Godkänn helt eller delvis: reserverat blir avräknat (Q5)' })
  @ApiOkResponse({ type: RequisitionView })
  @Fails(
    'portal/not-found',
    'portal/bad-request',
    'portal/invalid-transition',
    'requisitions/lines-mismatch',
    'requisitions/approved-more-than-claimed',
    'requisitions/reason-missing',
    'requisitions/nothing-approved',
    'insatser/other-requisitions-pending',
    'allotments/frozen',
    'allotments/over-limit',
    'allotments/conflict-of-interest',
  )
  approve(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ApproveRequisition,
  ): Promise<RequisitionView> {
    return this.requisitions.approve(actor, id, body);
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Can('requisition:decide')
  @Command()
  @ApiOperation({ summary: 'Avslå med motivering; beloppet går att rekvirera igen (Q6)' })
  @ApiOkResponse({ type: RequisitionView })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition', 'allotments/over-limit', 'allotments/conflict-of-interest')
  reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: RejectRequisition): Promise<RequisitionView> {
    return this.requisitions.reject(actor, id, body);
  }
}

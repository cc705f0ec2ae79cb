import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { AdminInsatsPage, AdminQueueQuery, ApproveInsats, RejectInsats } from './admin-insats.dto.js';
import { InsatsView } from './insats.dto.js';
import { InsatsPages } from './insats-pages.service.js';
import { Insatser } from './insatser.service.js';

@ApiTags('Fonden: insatser')
@Controller('admin/insatser')
export class AdminInsatserController {
  constructor(
    private readonly pages: InsatsPages,
    private readonly insatser: Insatser,
  ) {}

  @Get()
  @Can('admin:read')
  @ApiOperation({ summary: 'Fondens kö: inskickade insatser, äldst först. Utkast finns aldrig här.' })
  @ApiOkResponse({ type: AdminInsatsPage })
  @Fails('portal/invalid')
  queue(@CurrentActor() actor: Actor, @Query() query: AdminQueueQuery): Promise<AdminInsatsPage> {
    return this.pages.queue(actor, query);
  }

  @Get(':id')
  @Can('admin:read')
  @ApiOperation({ summary: 'En inskickad insats' })
  @ApiOkResponse({ type: InsatsView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InsatsView> {
    return this.pages.view(actor, id);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Can('insats:decide')
  @Command()
  @ApiOperation({ summary: 'Godkänn: beloppet reserveras och arbetsgivaren får besked (M7)' })
  @ApiOkResponse({ type: InsatsView })
  @Fails(
    'portal/not-found',
    'portal/bad-request',
    'portal/invalid-transition',
    'insatser/grant-missing',
    'insatser/grant-not-for-fund-supplier',
    'insatser/offer-missing',
    'allotments/insufficient',
    'allotments/no-allotment',
    'allotments/frozen',
    'allotments/over-limit',
    'allotments/conflict-of-interest',
  )
  approve(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: ApproveInsats): Promise<InsatsView> {
    return this.insatser.approve(actor, id, body);
  }

  @Post(':id/rejection')
  @HttpCode(200)
  @Can('insats:decide')
  @Command()
  @ApiOperation({ summary: 'Avslå med motivering; inget belopp reserveras (M8)' })
  @ApiOkResponse({ type: InsatsView })
  @Fails(
    'portal/not-found',
    'portal/bad-request',
    'portal/invalid-transition',
    'insatser/offer-active',
    'allotments/over-limit',
    'allotments/conflict-of-interest',
  )
  reject(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @Body() body: RejectInsats): Promise<InsatsView> {
    return this.insatser.reject(actor, id, body);
  }
}

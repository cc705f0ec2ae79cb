import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { CurrentActor } from '../memberships/index.js';
import { InsatsListQuery, InsatsPage, OverviewQuery, OverviewView } from './insats-list.dto.js';
import { CreateInsats, InsatsForm, InsatsView } from './insats.dto.js';
import { InsatsPreview, InsatsReceipt } from './insats-submission.dto.js';
import { InsatsDrafts } from './insats-drafts.service.js';
import { InsatsPages } from './insats-pages.service.js';
import { Insatser } from './insatser.service.js';

@ApiTags('Insatser')
@Controller()
export class InsatserController {
  constructor(
    private readonly pages: InsatsPages,
    private readonly drafts: InsatsDrafts,
    private readonly insatser: Insatser,
  ) {}

  @Get('overview')
  @Can('economy:read')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'Ekonomiöversikten: avtalsperioder, fyra belopp och de första 25 insatserna (A37–A46)' })
  @ApiOkResponse({ type: OverviewView })
  @Fails('allotments/period-not-found', 'portal/invalid')
  overview(@CurrentActor() actor: Actor, @Query() { period }: OverviewQuery): Promise<string> {
    return this.pages.overview(actor, period);
  }

  @Get('insatser')
  @Can('insats:read')
  @ApiOperation({ summary: 'Insatser i en avtalsperiod, med fritextsök och sortering (A40–A42)' })
  @ApiOkResponse({ type: InsatsPage })
  @Fails('portal/invalid')
  list(@CurrentActor() actor: Actor, @Query() query: InsatsListQuery): Promise<InsatsPage> {
    return this.pages.list(actor, query);
  }

  @Post('insatser')
  @Can('insats:create')
  @Command()
  @ApiOperation({ summary: 'Nytt utkast till anmälan om insats (M1, A45)' })
  @ApiCreatedResponse({ type: InsatsView })
  @Fails('allotments/period-not-found', 'allotments/period-closed')
  create(@CurrentActor() actor: Actor, @Body() body: CreateInsats): Promise<InsatsView> {
    return this.drafts.create(actor, body);
  }

  @Get('insatser/:id')
  @Can('insats:read')
  @ApiOperation({ summary: 'En insats med belopp, beslut, offerter och rekvisitioner (A52–A57)' })
  @ApiOkResponse({ type: InsatsView })
  @Fails('portal/not-found', 'portal/bad-request')
  view(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InsatsView> {
    return this.pages.view(actor, id);
  }

  @Put('insatser/:id')
  @Can('insats:edit')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Spara utkastet som det står; sparas automatiskt medan man skriver' })
  @ApiOkResponse({ type: InsatsView })
  @Fails('portal/not-found', 'portal/bad-request', 'insatser/not-draft', 'insatser/responsible-not-member')
  edit(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() version: number,
    @Body() form: InsatsForm,
  ): Promise<InsatsView> {
    return this.drafts.edit(actor, id, version, form);
  }

  @Delete('insatser/:id')
  @HttpCode(204)
  @Can('insats:edit')
  @Command()
  @ApiOperation({ summary: 'Ta bort utkastet för gott (M2)' })
  @ApiNoContentResponse()
  @Fails('portal/not-found', 'portal/bad-request', 'insatser/not-draft')
  async remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.drafts.remove(actor, id);
  }

  @Get('insatser/:id/preview')
  @Can('insats:read')
  @ApiOperation({ summary: 'Det som saknas innan ansökan kan skickas in (A69)' })
  @ApiOkResponse({ type: InsatsPreview })
  @Fails('portal/not-found', 'portal/bad-request')
  preview(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InsatsPreview> {
    return this.insatser.preview(actor, id);
  }

  @Post('insatser/:id/submission')
  @HttpCode(200)
  @Can('insats:submit')
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Skicka in ansökan; ger kvittens med nummer (M3, A70)' })
  @ApiOkResponse({ type: InsatsReceipt })
  @Fails('portal/not-found', 'portal/bad-request', 'portal/invalid-transition', 'insatser/incomplete')
  submit(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number): Promise<InsatsReceipt> {
    return this.insatser.submit(actor, id, version);
  }

  @Get('insatser/:id/receipt')
  @Can('insats:read')
  @ApiOperation({ summary: 'Kvittensen för en inskickad ansökan (A70)' })
  @ApiOkResponse({ type: InsatsReceipt })
  @Fails('portal/not-found', 'portal/bad-request')
  receipt(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<InsatsReceipt> {
    return this.insatser.receipt(actor, id);
  }
}

import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command } from '../kernel/doors.js';
import { CurrentActor } from '../memberships/index.js';
import { OwnCompany, OnboardingChange, OnboardingView } from './company.dto.js';
import { CompanyPages } from './company.service.js';

/** A building company's own page. */
@ApiTags('Företaget')
@Controller('company')
export class CompanyController {
  constructor(private readonly pages: CompanyPages) {}

  @Can('company:read')
  @Get()
  @ApiOperation({ summary: 'Företaget och dess BYN-region' })
  @ApiOkResponse({ type: OwnCompany })
  view(@CurrentActor() actor: Actor): Promise<OwnCompany> {
    return this.pages.view(actor);
  }

  @Can('people:manage')
  @Get('onboarding')
  @ApiOperation({ summary: 'Checklistan för ett nytt företag, avprickad efter det som finns (B21)' })
  @ApiOkResponse({ type: OnboardingView })
  onboarding(@CurrentActor() actor: Actor): Promise<OnboardingView> {
    return this.pages.onboarding(actor);
  }

  @Can('people:manage')
  @Put('onboarding')
  @Command()
  @ApiOperation({ summary: 'Dölj checklistan för företaget, eller visa den igen (B21)' })
  @ApiOkResponse({ type: OnboardingView })
  hide(@CurrentActor() actor: Actor, @Body() change: OnboardingChange): Promise<OnboardingView> {
    return this.pages.hide(actor, change);
  }
}

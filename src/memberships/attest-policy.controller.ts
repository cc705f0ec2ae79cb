import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { Can, Command, Fails, IfMatchHeader, StepUp } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { AttestPolicies, AttestPolicyChange, AttestPolicyView } from '../organizations/index.js';
import { AttestRules } from './attest-rules.service.js';
import { CurrentActor } from './current-actor.js';

/** What has to be attested: the organisation's own decision. */
@ApiTags('Användare')
@Can('attest:manage')
@Controller('attest-policy')
export class AttestPolicyController {
  constructor(
    private readonly policies: AttestPolicies,
    private readonly rules: AttestRules,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Vad som ska attesteras hos organisationen (§10.1), och vem som bestämde det' })
  @ApiOkResponse({ type: AttestPolicyView })
  view(@CurrentActor() actor: Actor): Promise<AttestPolicyView> {
    return this.policies.of(actor, actor.organizationId!);
  }

  @Put()
  @Command()
  @StepUp()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Ändra vad som ska attesteras; administratörer och attestanter får besked' })
  @ApiOkResponse({ type: AttestPolicyView })
  @Fails('attest/beyond-own', 'portal/too-many-requests')
  change(@CurrentActor() actor: Actor, @IfMatch() version: number, @Body() { policy }: AttestPolicyChange): Promise<AttestPolicyView> {
    return this.rules.change(actor, version, policy);
  }
}

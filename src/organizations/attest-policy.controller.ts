import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../kernel/access.js';
import { CurrentActor } from '../kernel/current-actor.js';
import { Can, Command, IfMatchHeader } from '../kernel/doors.js';
import { IfMatch } from '../kernel/precondition.js';
import { AttestPolicyChange, AttestPolicyView } from './attest-policy.dto.js';
import { AttestPolicies } from './attest-policy.service.js';

/** What has to be attested: the organisation's own decision. */
@ApiTags('Användare')
@Can('attest:manage')
@Controller('attest-policy')
export class AttestPolicyController {
  constructor(private readonly policies: AttestPolicies) {}

  @Get()
  @ApiOperation({ summary: 'Vad som ska attesteras hos organisationen (§10.1)' })
  @ApiOkResponse({ type: AttestPolicyView })
  view(@CurrentActor() actor: Actor): Promise<AttestPolicyView> {
    return this.policies.of(actor, actor.organizationId!);
  }

  @Put()
  @Command()
  @IfMatchHeader()
  @ApiOperation({ summary: 'Ändra vad som ska attesteras' })
  @ApiOkResponse({ type: AttestPolicyView })
  change(@CurrentActor() actor: Actor, @IfMatch() version: number, @Body() { policy }: AttestPolicyChange): Promise<AttestPolicyView> {
    return this.policies.change(actor, version, policy);
  }
}

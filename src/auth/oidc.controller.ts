import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fails, Public } from '../kernel/doors.js';
import { LogInLimits } from './log-in.limits.js';
import { beginLogIn } from './log-in.start.js';
import { OidcStarted, StartOidc } from './oidc.dto.js';
import { OidcLogIns } from './oidc.service.js';

/** Logging in at the operator's OpenID Connect issuer: the browser is sent there, and comes back to a page of ours. */
@ApiTags('Inloggning')
@Controller('auth/oidc/orders')
export class OidcController {
  constructor(
    private readonly logIns: OidcLogIns,
    private readonly limits: LogInLimits,
  ) {}

  @Public()
  @Post()
  @ApiOperation({ summary: 'Börja logga in hos en annan utfärdare' })
  @ApiCreatedResponse({ type: OidcStarted })
  @Fails(
    'portal/cross-site',
    'portal/invalid',
    'portal/too-many-requests',
    'eid/not-offered',
    'eid/rejected',
    'eid/refused',
    'eid/unavailable',
  )
  async start(
    @Body() { entrance }: StartOidc,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OidcStarted> {
    this.logIns.requireOffered();
    const { browser, begun } = await beginLogIn(this.limits, request, reply);
    const { redirect, ...order } = await this.logIns.start(browser, entrance);
    begun(order);
    return { redirect };
  }
}

import { Body, Controller, HttpCode, Injectable, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  BankIdGuard,
  clearPreAuthCookie,
  deviceOf,
  FrejaGuard,
  type Identified,
  LogInLimits,
  OidcDone,
  OidcLogIns,
  OidcReturn,
  OrderHeaders,
  OrderStatus,
  PRE_AUTH_COOKIE,
  SESSION_COOKIE,
  setSessionCookie,
  statusView,
} from '../auth/index.js';
import { Fails, Public } from '../kernel/doors.js';
import { LogIn } from './log-in.service.js';

/** Where a log-in is asked about and, once the e-ID has identified the person, becomes a session. */
@Injectable()
abstract class LogInController {
  constructor(
    private readonly logIn: LogIn,
    private readonly limits: LogInLimits,
  ) {}

  /** How the log-in goes. The answer that says complete also sets the session's cookie, once per order. */
  @Public()
  @Post(':id/collect')
  @HttpCode(200)
  @OrderHeaders()
  @ApiOperation({ summary: 'Hur inloggningen går; när den är klar sätts sessionens kaka' })
  @ApiOkResponse({ type: OrderStatus })
  @Fails('portal/cross-site', 'portal/too-many-requests', 'eid/order-not-found')
  async collect(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrderStatus> {
    const status = statusView(request.eidOrder!);
    if (!request.user) return status;
    const next = await enter(this.logIn, this.limits, request.user, request, reply);
    return Object.assign(status, { next });
  }
}

@ApiTags('Inloggning')
@UseGuards(BankIdGuard)
@Controller('auth/bankid/orders')
export class BankIdLogInController extends LogInController {}

@ApiTags('Inloggning')
@UseGuards(FrejaGuard)
@Controller('auth/freja/orders')
export class FrejaLogInController extends LogInController {}

/** The way back from the OpenID Connect issuer. The page it leads to posts here what it came with, so no link can log anybody in. */
@ApiTags('Inloggning')
@Controller('auth/oidc')
export class OidcLogInController {
  constructor(
    private readonly logIn: LogIn,
    private readonly limits: LogInLimits,
    private readonly logIns: OidcLogIns,
  ) {}

  @Public()
  @Post('completion')
  @HttpCode(200)
  @ApiOperation({ summary: 'Slutför inloggningen hos en annan utfärdare; sessionens kaka sätts' })
  @ApiOkResponse({ type: OidcDone })
  @Fails('portal/cross-site', 'portal/invalid', 'eid/not-offered', 'eid/order-not-found', 'eid/cancelled', 'eid/level-too-low')
  @Fails('eid/unusable-identity', 'eid/person-blocked', 'eid/rejected', 'eid/refused', 'eid/unavailable')
  async complete(
    @Body() { parameters }: OidcReturn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OidcDone> {
    const identified = await this.logIns.finish(request.cookies[PRE_AUTH_COOKIE], parameters);
    return { next: await enter(this.logIn, this.limits, identified, request, reply) };
  }
}

/** Gives the browser its session, once per order; says where to go. */
async function enter(
  logIn: LogIn,
  limits: LogInLimits,
  identified: Identified,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { session, next } = await logIn.enter(identified, {
    oldSessionId: request.cookies[SESSION_COOKIE],
    userAgent: request.headers['user-agent']?.slice(0, 256) ?? null,
    device: deviceOf(request),
  });
  if (session) {
    setSessionCookie(reply, session.id);
    clearPreAuthCookie(reply);
    limits.completed(identified.orderId);
  }
  return next;
}

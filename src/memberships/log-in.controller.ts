import { Controller, HttpCode, Injectable, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  BankIdGuard,
  clearPreAuthCookie,
  deviceOf,
  FrejaGuard,
  LogInLimits,
  OrderHeaders,
  OrderStatus,
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
    const { session, next } = await this.logIn.enter(request.user, {
      oldSessionId: request.cookies[SESSION_COOKIE],
      userAgent: request.headers['user-agent']?.slice(0, 256) ?? null,
      device: deviceOf(request),
    });
    if (session) {
      setSessionCookie(reply, session.id);
      clearPreAuthCookie(reply);
      this.limits.completed(request.user.orderId);
    }
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

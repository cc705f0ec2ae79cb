import { Body, Controller, HttpCode, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fails, Public } from '../kernel/doors.js';
import { PRE_AUTH_COOKIE } from './cookies.js';
import { OrderStarted, StartOrder } from './eid.dto.js';
import type { ProviderName } from './eid-order.js';
import { startedView } from './eid.view.js';
import { EidOrders } from './eid-orders.service.js';
import { LogInLimits } from './log-in.limits.js';
import { beginLogIn } from './log-in.start.js';
import { OrderHeaders } from './order-headers.js';

/** Logging in with an e-ID: start and cancel. What a completed order leads to is the memberships' business. */
@Injectable()
abstract class EidController {
  protected abstract readonly provider: ProviderName;

  constructor(
    private readonly orders: EidOrders,
    private readonly limits: LogInLimits,
  ) {}

  /** Starts a log-in in this browser; one that it had before is cancelled. */
  @Public()
  @Post()
  @ApiOperation({ summary: 'Börja logga in med e-legitimationen' })
  @ApiCreatedResponse({ type: OrderStarted })
  @Fails('portal/cross-site', 'portal/invalid', 'portal/too-many-requests')
  @Fails('eid/not-offered', 'eid/already-in-progress', 'eid/other-errand', 'eid/rejected', 'eid/unavailable')
  async start(
    @Body() { mode, entrance = 'employer' }: StartOrder,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderStarted> {
    const { browser, begun } = await beginLogIn(this.limits, request, reply);
    const started = await this.orders.start(this.provider, browser, mode, { entrance });
    begun({ orderId: started.order.id, browserId: started.browserId });
    return startedView(started);
  }

  /** Ends a log-in that the person gave up; also when the page is left (fetch with keepalive). */
  @Public()
  @Post(':id/cancel')
  @HttpCode(204)
  @OrderHeaders()
  @ApiOperation({ summary: 'Avbryt inloggningen' })
  @ApiNoContentResponse()
  @Fails('portal/cross-site', 'eid/order-not-found')
  async cancel(@Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.orders.cancel(id, request.cookies[PRE_AUTH_COOKIE], request.headers['x-csrf-token'], this.provider);
  }
}

@ApiTags('Inloggning')
@Controller('auth/bankid/orders')
export class BankIdController extends EidController {
  protected readonly provider = 'bankid';
}

@ApiTags('Inloggning')
@Controller('auth/freja/orders')
export class FrejaController extends EidController {
  protected readonly provider = 'freja';
}

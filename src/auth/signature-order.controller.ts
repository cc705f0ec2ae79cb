import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Fails, Public } from '../kernel/doors.js';
import { PRE_AUTH_COOKIE } from './cookies.js';
import { OrderStatus } from './eid.dto.js';
import { statusView } from './eid.view.js';
import { EidOrders } from './eid-orders.service.js';
import { LogInLimits } from './log-in.limits.js';
import { OrderHeaders } from './order-headers.js';

/** Signatures under way, whatever they are for: each was started by the module that wants it, and is used there when it is complete. */
@ApiTags('Underskrifter')
@Controller('auth/signature-orders')
export class SignatureOrderController {
  constructor(
    private readonly orders: EidOrders,
    private readonly limits: LogInLimits,
  ) {}

  /** How the signature goes. One that does not hold has failed and says so. */
  @Public()
  @Post(':id/collect')
  @HttpCode(200)
  @OrderHeaders()
  @ApiOperation({ summary: 'Hur underskriften går' })
  @ApiOkResponse({ type: OrderStatus })
  @Fails('portal/cross-site', 'portal/too-many-requests', 'signature/order-not-found')
  async collect(@Param('id') id: string, @Req() request: FastifyRequest): Promise<OrderStatus> {
    this.limits.poll(id);
    const token = request.headers['x-csrf-token'];
    return statusView(await this.orders.collect(id, request.cookies[PRE_AUTH_COOKIE], token, null, 'sign'));
  }

  /** Ends a signature that the person gave up; also when the page is left (fetch with keepalive). */
  @Public()
  @Post(':id/cancel')
  @HttpCode(204)
  @OrderHeaders()
  @ApiOperation({ summary: 'Avbryt underskriften' })
  @ApiNoContentResponse()
  @Fails('portal/cross-site', 'signature/order-not-found')
  async cancel(@Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.orders.cancel(id, request.cookies[PRE_AUTH_COOKIE], request.headers['x-csrf-token'], null, 'sign');
  }
}

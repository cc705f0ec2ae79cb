import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Fails, Public } from '../kernel/doors.js';
import { PRE_AUTH_COOKIE } from './cookies.js';
import { OrderReturn, OrderReturned } from './eid.dto.js';
import { returnedView } from './eid.view.js';
import { EidReturns } from './eid-returns.service.js';

/** Where the page that the BankID app opens tells with which word it was opened. */
@ApiTags('Inloggning')
@Controller('auth/bankid/return')
export class BankIdReturnController {
  constructor(private readonly returns: EidReturns) {}

  @Public()
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Kom tillbaka från BankID-appen; inloggningen slutförs med collect' })
  @ApiOkResponse({ type: OrderReturned })
  @Fails('portal/cross-site', 'portal/invalid', 'eid/order-not-found')
  async arrive(@Body() { nonce }: OrderReturn, @Req() request: FastifyRequest): Promise<OrderReturned> {
    return returnedView(await this.returns.arrive(request.cookies[PRE_AUTH_COOKIE], nonce));
  }
}

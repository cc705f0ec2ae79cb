import { timingSafeEqual } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ENV, type Env } from '../../config/env.js';
import { sha256 } from '../kernel/canonical.js';
import { Fails, Public } from '../kernel/doors.js';
import { Choice, Text } from '../kernel/fields.js';
import { kernelProblem } from '../kernel/problem.js';
import { SmsReports } from './sms-reports.service.js';

class SmsReport {
  @Text({ description: 'Operatörens id för meddelandet.', min: 1, max: 64, pattern: /^\w{1,64}$/ })
  id: string;

  @Choice({ description: 'Hur det gick.', of: ['sent', 'delivered', 'failed'] })
  status: string;

  @Text({ description: 'När det kom fram.', max: 40, optional: true })
  delivered?: string;
}

/** Where 46elks tells how an sms went. Whoever calls knows the secret of the address, and is still not believed without asking 46elks. */
@ApiTags('Tjänsten')
@Controller('webhooks/46elks')
export class SmsReportsController {
  constructor(
    private readonly reports: SmsReports,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Public()
  @Post(':secret')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leveransrapport från sms-operatören' })
  @ApiParam({ name: 'secret', schema: { type: 'string', minLength: 1, maxLength: 100 } })
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiNoContentResponse()
  @Fails('portal/not-found', 'portal/invalid')
  async report(@Param('secret') secret: string, @Body() { id }: SmsReport): Promise<void> {
    const ours = this.env.ELKS_WEBHOOK_SECRET;
    const same = ours !== undefined && timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(sha256(ours)));
    if (!same || !(await this.reports.take(id))) throw kernelProblem('not-found');
  }
}

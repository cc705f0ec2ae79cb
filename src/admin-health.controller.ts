import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ENV, type Env } from '../config/env.js';
import { HealthDetail } from './admin-health.dto.js';
import { EidHealth } from './auth/index.js';
import { Db } from './kernel/db.js';
import { Can } from './kernel/doors.js';
import { OutboxHealth } from './notifications/index.js';

const MIGRATION = 'select name from migration order by id desc limit 1';

/** How the system is, for the fund's staff. Asks nothing of the e-ID providers. */
@ApiTags('Fonden: drift')
@Controller('admin/health')
export class AdminHealthController {
  constructor(
    private readonly db: Db,
    private readonly eids: EidHealth,
    private readonly outbox: OutboxHealth,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get()
  @Can('operations:read')
  @ApiOperation({ summary: 'Hur databas, Redis, e-post och utfärdare mår' })
  @ApiOkResponse({ type: HealthDetail })
  async health(): Promise<HealthDetail> {
    const from = performance.now();
    const migration = await this.db.read<string>({ kind: 'system' }, 'migration', MIGRATION);
    const databaseMs = Math.round(performance.now() - from);
    const [mail, redis] = await Promise.all([this.outbox.backlog(), this.outbox.redis()]);
    const providers = this.eids.providers().map((one) => ({
      ...one,
      lastSuccessAt: one.lastSuccessAt?.toISOString() ?? null,
      certificateValidTo: one.certificateValidTo?.toISOString() ?? null,
    }));
    return { version: this.env.APP_VERSION, migration, databaseMs, redis, mail, providers };
  }
}

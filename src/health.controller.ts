import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Drain } from './drain.js';
import { Db } from './kernel/db.js';
import { Public } from './kernel/doors.js';
import { kernelProblem } from './kernel/problem.js';

/** For the machines that watch over us. */
@Controller('health')
@ApiExcludeController()
export class HealthController {
  constructor(
    private readonly db: Db,
    private readonly drain: Drain,
  ) {}

  /** The process runs; says nothing about what it depends on. */
  @Public()
  @Get('live')
  @HttpCode(200)
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** Requests can be served: the database answers and the process is not on its way out. Redis does not count. */
  @Public()
  @Get('ready')
  async ready(): Promise<{ status: string }> {
    if (this.drain.draining) throw kernelProblem('unavailable', { retryAfter: 1 });
    await this.db.read({ kind: 'system' }, 'ready', 'true');
    return { status: 'ok' };
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Env } from '../config/env.js';
import { AuthModule } from './auth/index.js';
import { CompanyModule } from './company/index.js';
import { ConnectionsModule } from './connections/index.js';
import { InsatserModule } from './insatser/index.js';
import { InvitationJobsModule } from './invitations/index.js';
import { IdempotencyJobs } from './kernel/idempotency.jobs.js';
import { workingQueue } from './kernel/queues.js';
import { Scheduler } from './kernel/scheduler.js';
import { MembershipJobsModule } from './memberships/index.js';
import { DeliveryModule } from './notifications/index.js';
import { PlatformModule } from './platform.module.js';
import { RequisitionsModule } from './requisitions/index.js';

/** The jobs process: the scheduler, the delivery of mail, and every module that has jobs or mails of its own. */
@Module({
  imports: [
    DiscoveryModule,
    workingQueue('schedule'),
    DeliveryModule,
    AuthModule,
    MembershipJobsModule,
    InvitationJobsModule,
    ConnectionsModule,
    CompanyModule,
    InsatserModule,
    RequisitionsModule,
  ],
  providers: [Scheduler, IdempotencyJobs],
})
export class WorkerModule {
  static for(env: () => Env): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.for(env, 'worker')] };
  }
}

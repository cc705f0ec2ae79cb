import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Env } from '../config/env.js';
import { AdminHealthController } from './admin-health.controller.js';
import { AllotmentsModule } from './allotments/index.js';
import { AuthModule } from './auth/index.js';
import { Drain } from './drain.js';
import { HealthController } from './health.controller.js';
import { CompanyModule } from './company/index.js';
import { ConnectionsModule } from './connections/index.js';
import { InsatserModule } from './insatser/index.js';
import { InvitationsModule } from './invitations/index.js';
import { MembershipsModule } from './memberships/index.js';
import { NotificationsModule } from './notifications/index.js';
import { OfferterModule } from './offerter/index.js';
import { OperatorController } from './operator.controller.js';
import { OrganizationsModule } from './organizations/index.js';
import { PlatformModule } from './platform.module.js';
import { PrivacyModule } from './privacy/index.js';
import { RequisitionsModule } from './requisitions/index.js';
import { WorkplacesModule } from './workplaces/index.js';

/** The web process: every module with routes. */
@Module({
  imports: [
    DiscoveryModule,
    NotificationsModule,
    AuthModule,
    PrivacyModule,
    OrganizationsModule,
    WorkplacesModule,
    MembershipsModule,
    InvitationsModule,
    ConnectionsModule,
    CompanyModule,
    AllotmentsModule,
    InsatserModule,
    OfferterModule,
    RequisitionsModule,
  ],
  controllers: [AdminHealthController, HealthController, OperatorController],
  providers: [Drain],
})
export class AppModule {
  static for(env: () => Env): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(env, 'web')] };
  }
}

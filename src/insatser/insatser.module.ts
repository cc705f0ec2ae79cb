import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AllotmentsModule } from '../allotments/index.js';
import { MembershipsModule } from '../memberships/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { AdminInsatserController } from './admin-insatser.controller.js';
import { Insats } from './insats.entity.js';
import { InsatsNotices } from './insats-notices.service.js';
import { InsatsDrafts } from './insats-drafts.service.js';
import { InsatsMoney } from './insats-money.service.js';
import { InsatsPages } from './insats-pages.service.js';
import { InsatserController } from './insatser.controller.js';
import { Insatser } from './insatser.service.js';
import { LastReceivers } from './last-receivers.service.js';
import { OpenWorkController } from './open-work.controller.js';
import { OpenWorks } from './open-work.service.js';
import './insatser.extract.js';

@Module({
  imports: [TypeOrmModule.forFeature([Insats]), AllotmentsModule, MembershipsModule, NotificationsModule, OrganizationsModule],
  controllers: [InsatserController, AdminInsatserController, OpenWorkController],
  providers: [Insatser, InsatsNotices, InsatsDrafts, InsatsPages, InsatsMoney, LastReceivers, OpenWorks],
  exports: [InsatsMoney, LastReceivers],
})
export class InsatserModule {}

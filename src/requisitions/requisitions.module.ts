import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InsatserModule } from '../insatser/index.js';
import { MembershipsModule } from '../memberships/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { AdminRequisitionsController } from './admin-requisitions.controller.js';
import { Requisition } from './requisition.entity.js';
import { RequisitionDrafts } from './requisition-drafts.service.js';
import { RequisitionNotices } from './requisition-notices.service.js';
import { RequisitionPages } from './requisition-pages.service.js';
import { RequisitionsController } from './requisitions.controller.js';
import { Requisitions } from './requisitions.service.js';
import './requisitions.extract.js';

@Module({
  imports: [TypeOrmModule.forFeature([Requisition]), InsatserModule, MembershipsModule, NotificationsModule],
  controllers: [RequisitionsController, AdminRequisitionsController],
  providers: [Requisitions, RequisitionNotices, RequisitionDrafts, RequisitionPages],
})
export class RequisitionsModule {}
